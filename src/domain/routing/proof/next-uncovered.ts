import type { Instant } from '../../instant.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { findHoles, type HoleCode, type HolesAsked } from './find-holes.ts'
import { coverageAround, type Horizon } from './prove-rules.ts'
import { touching } from './spans.ts'

/** A time in which a matter is not covered as it is meant to be, and whose turn it would be. */
export type Uncovered = {
  readonly code: HoleCode
  readonly from: Instant
  readonly until: Instant
  readonly category: string
  readonly answer: string | null
  readonly line: string
  readonly units: readonly string[]
}

/**
 * When such a matter is next not covered, the soonest first: with nobody at all on duty, and with the duty officer alone, once
 * each. A time that has begun before counts with its true beginning. None: within the horizon it is always covered.
 */
export function nextUncovered(rules: RoutingRules, asked: HolesAsked, { from, until }: Horizon): readonly Uncovered[] {
  const soonest = new Map<HoleCode, Uncovered>()
  for (const { code, spans, category, answer, line, turns } of findHoles(
    coverageAround(rules, { from, until }),
    asked,
  )) {
    const [begin, end] = touching(spans, from, until)
    const known = soonest.get(code)
    if (begin === undefined || end === undefined || (known && known.from <= begin)) continue
    const units = [...new Set(turns.map(({ unit }) => unit))]
    soonest.set(code, { code, from: begin, until: end, category, answer, line, units })
  }
  return [...soonest.values()].toSorted((one, other) => one.from - other.from)
}
