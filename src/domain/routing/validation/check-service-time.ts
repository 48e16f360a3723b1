import { type DeadlineKind, deadlineKinds, isTheCentres } from '../../clocks/deadline-kind.ts'
import { minutesOfUsualWeek } from '../../clocks/service-time.ts'
import { type ClockRule, categoryKinds, type RoutingTable, urgencies } from '../routing-table.ts'
import { checkOneOf } from './check-categories.ts'
import { idsOf } from './check-entrances.ts'
import { checkReference } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** A window that is open for less in a week lets no clock run: a month of minutes would take fourteen years. */
const leastMinutes = 60
/** The citizen is told a call back in minutes, and last night's calls have an hour of the day: both would no longer be true. */
const promisedOtherwise: readonly DeadlineKind[] = ['callBack', 'confirmAfterHours']

/** Which clocks count in service time: real clocks, real windows, and hours in which they run. */
export function checkServiceTime(table: RoutingTable, blame: Blame): void {
  table.serviceTime.forEach((rule, index) => {
    const path = ['serviceTime', index]
    const counted = deadlineKinds.filter((kind) => !promisedOtherwise.includes(kind))
    checkOneOf(blame, [...path, 'clock'], rule.clock, counted)
    if (rule.unit !== null) checkUnit(table, blame, [...path, 'unit'], rule.clock, rule.unit)
    if (rule.category !== null)
      checkReference(blame, [...path, 'category'], rule.category, 'category', idsOf(table.categories))
    if (rule.categoryKind !== null) checkOneOf(blame, [...path, 'categoryKind'], rule.categoryKind, categoryKinds)
    if (rule.urgency !== null) checkOneOf(blame, [...path, 'urgency'], rule.urgency, urgencies)
    if (rule.window !== null) checkWindow(table, blame, [...path, 'window'], rule.window)
    if (table.serviceTime.slice(0, index).some((earlier) => covers(earlier, rule))) blame(path, 'clockRuleNeverFits')
  })
}

function checkUnit({ units }: RoutingTable, blame: Blame, path: TablePath, clock: DeadlineKind, unit: string): void {
  checkReference(blame, path, unit, 'unit', idsOf(units))
  if (clock === 'dispatch' && isTheCentres(clock)) blame(path, 'clockWithoutUnit', { clock })
}

function checkWindow({ windows }: RoutingTable, blame: Blame, path: TablePath, id: string): void {
  checkReference(blame, path, id, 'window', idsOf(windows))
  const window = windows.find((candidate) => candidate.id === id)
  const minutes = window === undefined ? leastMinutes : openMinutes(window)
  if (minutes < leastMinutes) blame(path, 'clockHardlyRuns', { window: quote(id), minutes, least: leastMinutes })
}

/** A time that is none is told where it stands. */
function openMinutes(window: RoutingTable['windows'][number]): number {
  try {
    return minutesOfUsualWeek(window)
  } catch {
    return leastMinutes
  }
}

/** Whether an earlier rule fits whatever the later one does. */
const covers = (earlier: ClockRule, later: ClockRule): boolean =>
  earlier.clock === later.clock &&
  (['unit', 'category', 'categoryKind', 'urgency'] as const).every(
    (field) => earlier[field] === null || earlier[field] === later[field],
  )
