import { type UntestedPhone, untestedPhones } from '../../domain/routing/untested-phones.ts'
import type { Clock } from '../ports/clock.ts'
import type { PhoneReader } from '../ports/ledger.ts'
import type { RoutingStore, RoutingVersion } from '../ports/routing-store.ts'

export type ListUntestedDeps = {
  readonly routing: Pick<RoutingStore, 'current'>
  readonly phones: PhoneReader
  readonly clock: Clock
  readonly zone: string
}

/** Telephones of the published table, and the rule they were looked at by. */
export type Untested = {
  readonly version: RoutingVersion
  /** null: only those that nobody has ever answered are listed. */
  readonly days: number | null
  readonly items: readonly UntestedPhone[]
}

/**
 * Telephones that nobody has answered for more than so many days.
 * @param days null: as many as the table says (`phoneTestDays`).
 * @returns null where no table was ever published.
 */
export const listUntested =
  (deps: ListUntestedDeps) =>
  async (days: number | null = null): Promise<Untested | null> => {
    const version = await deps.routing.current()
    if (!version) return null
    const rule = { days: days ?? version.table.timings.phoneTestDays, at: deps.clock.now(), zone: deps.zone }
    const items = untestedPhones(version.table, await deps.phones.lastAnswered(), rule)
    return { version, days: rule.days, items }
  }
