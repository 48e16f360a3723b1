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
  readonly duty: Pick<DutyStore, 'current' | 'atRevision'>
  readonly clock: Clock
  readonly zone: string
}

const dayMs = 24 * 60 * 60 * 1000

/** A side: a table, and with which revision of the rosters and overrides; left out: as they are now. */
export type DiffSide = { readonly table: RoutingTable; readonly dutyRevision?: number }

export type Diffed =
  | { readonly ok: true; readonly horizon: Horizon; readonly differences: readonly Difference[] }
  | { readonly ok: false; readonly reason: 'unknownDutyRevision' }

/**
 * What is noticed where one table, or one revision of the rosters, takes the place of another. Both tables keep their own rules.
 * @param from left out: now.
 */
export async function diffRouting(
  { prover, duty, clock, zone }: Diffing,
  sides: { readonly before: DiffSide; readonly after: DiffSide },
  { days = usualDays, from = clock.now() }: { readonly days?: number; readonly from?: Instant } = {},
): Promise<Diffed> {
  const horizon = { from, until: from + days * dayMs }
  const rulesOf = async ({ table, dutyRevision }: DiffSide): Promise<RoutingRules | null> => {
    const kept = dutyRevision === undefined ? await duty.current() : await duty.atRevision(dutyRevision)
    return kept === null ? null : { table, duty: kept, zone }
  }
  const [before, after] = [await rulesOf(sides.before), await rulesOf(sides.after)]
  if (before === null || after === null) return { ok: false, reason: 'unknownDutyRevision' }
  return { ok: true, horizon, differences: await prover.reckon({ do: 'diff', before, after, horizon }) }
}
