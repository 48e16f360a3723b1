import type { RoutingRules } from '../people-on-duty.ts'
import { findHoles, type Hole, type HolesAsked, holeCodes } from './find-holes.ts'
import type { ProofFinding } from './finding.ts'
import { groupHoles } from './group-holes.ts'
import { coverageAround, type Horizon } from './prove-rules.ts'
import { isEmpty, touching } from './spans.ts'

/**
 * When such a matter is next not covered as it is meant to be, the soonest first: with nobody at all on duty, and with the duty
 * officer alone. Each is told once, or where it depends on the place or the answer, once for each. A time that has begun
 * before is told with its true beginning, as far as a week back. None: within the horizon it is always covered.
 */
export function nextUncovered(rules: RoutingRules, asked: HolesAsked, horizon: Horizon): readonly ProofFinding[] {
  const coverage = coverageAround(rules, horizon)
  const holes = findHoles(coverage, asked)
    .map((hole) => ({ ...hole, spans: touching(hole.spans, horizon.from, horizon.until).slice(0, 2) }))
    .filter(({ spans }) => !isEmpty(spans))
  const beginOf = ({ spans }: Hole): number => spans[0] ?? Number.POSITIVE_INFINITY
  return holeCodes
    .map((code) => {
      const own = holes.filter((hole) => hole.code === code)
      const soonest = Math.min(...own.map(beginOf))
      return { soonest, holes: own.filter((hole) => beginOf(hole) === soonest) }
    })
    .toSorted((one, other) => one.soonest - other.soonest)
    .flatMap((next) => groupHoles(next.holes, { coverage, ...horizon }))
}
