/**
 * Promise to the citizen: an override that names what this table does not have (it was made by another version) leads him
 * nowhere; the table's own rules hold.
 */
import type { Duty, TimedOverride } from './duty.ts'
import type { RoutingTable } from './routing-table.ts'

/** Duty as far as this version of the table understands it. The same object where nothing is left out. */
export function understoodDuty({ table, duty }: { readonly table: RoutingTable; readonly duty: Duty }): Duty {
  const overrides = duty.overrides.filter((override) => isUnderstood(override, table))
  return overrides.length === duty.overrides.length ? duty : { ...duty, overrides }
}

function isUnderstood({ kind, to }: TimedOverride, { emergencies, notices, units }: RoutingTable): boolean {
  const isThere = (things: readonly { readonly id: string }[]): boolean => things.some(({ id }) => id === to)
  switch (kind) {
    case 'close':
      return isThere(emergencies)
    case 'open':
      return true
    case 'notice':
      return isThere(notices)
    case 'sendAll':
      return to === null || isThere(units)
  }
}
