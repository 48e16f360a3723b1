/** Promise to whoever sets an override: it is understood by the table that counts, or he is told at once what is wrong. */
import type { Instant } from '../instant.ts'
import type { OverrideKind, TimedOverride } from './duty.ts'
import type { RoutingTable } from './routing-table.ts'
import { idsOf } from './validation/check-entrances.ts'
import { checkReason, checkSpan } from './validation/check-span.ts'
import { checkId, checkReference } from './validation/check-values.ts'
import { type Blame, collectFaults, type TableFault } from './validation/table-fault.ts'

/** What an override's `to` is the id of; null: it has none. */
const targets = { close: 'emergency', open: null, notice: 'notice', sendAll: 'unit' } as const satisfies Record<
  OverrideKind,
  string | null
>

/** Everything that keeps an override from being set at an instant; none: it may be. Paths lead from the override. */
export const validateTimedOverride = (override: TimedOverride, table: RoutingTable, now: Instant): TableFault[] =>
  collectFaults((blame) => {
    const { id, line, reason } = override
    checkId(blame, ['id'], id)
    if (line !== null) checkReference(blame, ['line'], line, 'line', idsOf(table.lines))
    checkTarget(override, table, blame)
    checkSpan(blame, [], override, now)
    checkReason(blame, ['reason'], reason)
  })

function checkTarget({ kind, to }: TimedOverride, table: RoutingTable, blame: Blame): void {
  const target = targets[kind]
  if (target === null) {
    if (to !== null) blame(['to'], 'noTarget')
    return
  }
  const known = idsOf({ emergency: table.emergencies, notice: table.notices, unit: table.units }[target])
  if (to !== null) return checkReference(blame, ['to'], to, target, known)
  if (kind !== 'sendAll') blame(['to'], 'targetNeeded', { kind: target }, known)
}
