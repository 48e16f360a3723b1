/**
 * Promise to the sysadmin: whatever hour of the next year, whichever key in whichever place: either somebody can be rung, or
 * he is told before it counts. The proof knows no hour by trying it; it reckons with the spans of windows and shifts, by the
 * functions that lead live calls.
 */
import type { Instant } from '../../instant.ts'
import type { AnnouncedDay } from '../holidays.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { checkCalendar, checkWindowsOpen } from './check-hours.ts'
import { checkRosters } from './check-rosters.ts'
import { checkTurns } from './check-turns.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { findHoles, type Hole } from './find-holes.ts'
import type { Looking, ProofFinding } from './finding.ts'
import { groupHoles } from './group-holes.ts'

/** A time to look at. */
export type Horizon = { readonly from: Instant; readonly until: Instant }

/** Around it, so that what begins before or ends after it is told whole. */
const aroundMs = 7 * 24 * 60 * 60 * 1000

export const coverageAround = (rules: RoutingRules, { from, until }: Horizon): Coverage =>
  coverageOf(rules, from - aroundMs, until + aroundMs)

/**
 * Everything to be said about a table (which keeps its own rules, `validateRoutingTable`) with the rosters and overrides
 * beside it, errors first.
 * @param announced holidays and moved working days of the years that are looked at, as far as they are announced.
 */
export function proveRules(
  rules: RoutingRules,
  horizon: Horizon,
  announced: readonly AnnouncedDay[] = [],
): readonly ProofFinding[] {
  const coverage = coverageAround(rules, horizon)
  return findingsOf({ coverage, ...horizon }, findHoles(coverage), announced)
}

/** All findings with these holes. */
export function findingsOf(
  looking: Looking,
  holes: readonly Hole[],
  announced: readonly AnnouncedDay[],
): readonly ProofFinding[] {
  const findings = [
    ...groupHoles(holes, looking),
    ...checkTurns(looking),
    ...checkRosters(looking),
    ...checkWindowsOpen(looking),
    ...checkCalendar(announced, looking),
  ]
  const isError = ({ severity }: ProofFinding): boolean => severity === 'error'
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))]
}
