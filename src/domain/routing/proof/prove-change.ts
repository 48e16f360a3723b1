/**
 * Promise to the officer: whoever changes a roster or an override is told of the holes he makes, and not of those that were
 * there before.
 */
import type { Duty } from '../duty.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { findHoles, type Hole } from './find-holes.ts'
import type { ProofFinding } from './finding.ts'
import { coverageAround, findingsOf, type Horizon } from './prove-rules.ts'
import { isEmpty, noSpans, unite, without } from './spans.ts'

/**
 * What there is to be said of these rules that there was not with the duty before. A time that had nobody before had not the
 * duty officer alone: it is not told again when he comes; the other way round it is.
 */
export function proveChange(rules: RoutingRules, before: Duty, horizon: Horizon): readonly ProofFinding[] {
  const coverage = coverageAround(rules, horizon)
  const coverageBefore = coverageAround({ ...rules, duty: before }, horizon)
  const holesBefore = findHoles(coverageBefore)
  const known = new Set(
    findingsOf({ coverage: coverageBefore, ...horizon }, [], []).map((finding) => JSON.stringify(finding)),
  )
  const holes = newHoles(findHoles(coverage), holesBefore)
  return findingsOf({ coverage, ...horizon }, holes, []).filter((finding) => !known.has(JSON.stringify(finding)))
}

function newHoles(holes: readonly Hole[], before: readonly Hole[]): readonly Hole[] {
  const cellOf = ({ category, answer, areas, line }: Hole): string => JSON.stringify([category, answer, areas, line])
  const old = Map.groupBy(before, cellOf)
  return holes.flatMap((hole) => {
    const counted = (old.get(cellOf(hole)) ?? []).filter(
      ({ code }) => code === hole.code || hole.code === 'onlyOfficer',
    )
    const spans = without(hole.spans, counted.map((one) => one.spans).reduce(unite, noSpans))
    return isEmpty(spans) ? [] : [{ ...hole, spans }]
  })
}
