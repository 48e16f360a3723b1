import type { Instant } from '../../domain/instant.ts'
import type { Difference } from '../../domain/routing/diff/difference.ts'
import type { RoutingRules } from '../../domain/routing/people-on-duty.ts'
import type { Horizon } from '../../domain/routing/proof/prove-rules.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { Prover } from '../ports/prover.ts'
import { usualDays } from './prove-routing.ts'

export type Diffing = {
  readonly prover: Prover
  readonly duty: Pick<DutyStore, 'current'>
  readonly clock: Clock
  readonly zone: string
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * What is noticed where one table takes the place of another, with the rosters and overrides of now. Both keep their own rules.
 * @param from left out: now.
 */
export async function diffRouting(
  { prover, duty, clock, zone }: Diffing,
  tables: { readonly before: RoutingTable; readonly after: RoutingTable },
  { days = usualDays, from = clock.now() }: { readonly days?: number; readonly from?: Instant } = {},
): Promise<{ readonly horizon: Horizon; readonly differences: readonly Difference[] }> {
  const now = await duty.current()
  const horizon = { from, until: from + days * dayMs }
  const rulesOf = (table: RoutingTable): RoutingRules => ({ table, duty: now, zone })
  const [before, after] = [rulesOf(tables.before), rulesOf(tables.after)]
  return { horizon, differences: await prover.reckon({ do: 'diff', before, after, horizon }) }
}
