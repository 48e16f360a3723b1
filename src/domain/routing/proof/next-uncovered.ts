import type { RoutingRules } from '../people-on-duty.ts'
import { findHoles, type Hole, type HoleCode, type HolesAsked } from './find-holes.ts'
import type { ProofFinding } from './finding.ts'
import { groupHoles } from './group-holes.ts'
import { coverageAround, type Horizon } from './prove-rules.ts'
import { touching } from './spans.ts'

/**
 * When such a matter is next not covered as it is meant to be, the soonest first: with nobody at all on duty, and with the duty
 * officer alone, once each. A time that has begun before is told with its true beginning, as far as a week back. None:
 * within the horizon it is always covered.
 */
export function nextUncovered(rules: RoutingRules, asked: HolesAsked, horizon: Horizon): readonly ProofFinding[] {
  const coverage = coverageAround(rules, horizon)
  const soonest = new Map<HoleCode, Hole>()
  for (const hole of findHoles(coverage, asked)) {
    const spans = touching(hole.spans, horizon.from, horizon.until).slice(0, 2)
    const known = soonest.get(hole.code)?.spans[0] ?? Number.POSITIVE_INFINITY
    if ((spans[0] ?? known) < known) soonest.set(hole.code, { ...hole, spans })
  }
  return [...soonest.values()]
    .toSorted((one, other) => (one.spans[0] ?? 0) - (other.spans[0] ?? 0))
    .flatMap((hole) => groupHoles([hole], { coverage, ...horizon }))
}
