/**
 * Promise to the sysadmin: before he publishes he reads what callers, responders and the centre will notice, in a few
 * sentences, and what is worse for somebody first. Nothing that was changed goes untold.
 */
import { isSame } from '../merge/merge-values.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { coverageAround, type Horizon } from '../proof/prove-rules.ts'
import { diffCalendar } from './diff-calendar.ts'
import { diffCategories } from './diff-categories.ts'
import { diffCentre } from './diff-centre.ts'
import { diffEntrances } from './diff-entrances.ts'
import { diffHours } from './diff-hours.ts'
import { diffLadders } from './diff-ladders.ts'
import { diffMenus } from './diff-menus.ts'
import { diffOverrides } from './diff-overrides.ts'
import { diffPeople } from './diff-people.ts'
import { diffPersons } from './diff-persons.ts'
import { diffPromises } from './diff-promises.ts'
import { diffRoutes } from './diff-routes.ts'
import { diffServiceTime } from './diff-service-time.ts'
import { diffUnits } from './diff-units.ts'
import { type Difference, differenceKinds, type Sides } from './difference.ts'
import { unnoticed } from './unnoticed.ts'

/**
 * What is noticed of a change within a horizon, what weakens first. Both sides keep their own rules (`validateRoutingTable`)
 * and are of the same zone. Empty: they say the same.
 */
export function diffRules(before: RoutingRules, after: RoutingRules, horizon: Horizon): readonly Difference[] {
  const { table, duty } = after
  if (isSame(before.table, table) && isSame(said(before.duty), said(duty))) return []
  const coverage = coverageAround(after, horizon)
  const sides: Sides = {
    // Both sides under the overrides to come: an override is told by itself, not by every key it touches.
    before: coverageAround({ ...before, duty: { ...before.duty, overrides: duty.overrides } }, horizon),
    after: coverage,
    looking: { coverage, ...horizon },
  }
  const routes = diffRoutes(sides)
  const led = new Set(routes.flatMap(({ kind, about }) => (kind === 'route' ? (about.categories ?? []) : [])))
  const people = diffPeople(sides)
  const rung = new Set(people.flatMap(({ about }) => about.people ?? []))
  const units = new Set(people.flatMap(({ about }) => about.units ?? []))
  const found = [
    ...routes,
    ...people,
    ...diffHours(sides),
    ...diffOverrides(before, after, sides),
    ...diffEntrances(sides),
    ...diffMenus(sides),
    ...diffCategories(sides, led),
    ...diffPersons(sides, rung),
    ...diffUnits(sides, units),
    ...diffPromises(sides),
    ...diffLadders(sides),
    ...diffServiceTime(sides),
    ...diffCalendar(sides),
    ...diffCentre(sides),
  ]
  const all = [...found, ...unnoticed(before, after, found, sides)]
  const place = ({ weakens, kind }: Difference): number =>
    (weakens ? 0 : differenceKinds.length) + differenceKinds.indexOf(kind)
  return all.toSorted((one, other) => place(one) - place(other))
}

const said = ({ rosters, overrides }: RoutingRules['duty']): unknown => ({ rosters, overrides })
