/** Promise to the sysadmin: what comes back every week is said once, not 52 times. */
import { type LocalDay, minuteOf } from '../../clocks/local-day.ts'
import { minutesOfDay, minutesPerDay, timeOfMinutes } from '../../clocks/time-of-day.ts'
import { isWorkingDay } from '../../clocks/working-day.ts'
import { minutes } from '../../instant.ts'
import type { CalendarDay, Days } from '../routing-table.ts'
import type { Coverage } from './coverage.ts'
import type { Spans } from './spans.ts'

/** Hours that come back: on days of the week, ISO 1 to 7, or on all worked days or all others, from a local time to one of the same day or so many days later. */
type Hours = {
  readonly days: Days
  /** `HH:mm`. */
  readonly from: string
  /** `HH:mm`, to 24:00. */
  readonly to: string
  readonly daysLater: number
}

type WeeklyHours = Hours & { readonly days: readonly number[] }

/**
 * When something is, as people say it. `always`: all the time that was looked at. `everyWeek`: on these days of every week
 * of it. `everyWeekBetween`: of every week from one date to another. `sometimes`: `times` times: all dates, or only the first and
 * the last. `once`: longer than a week, from one local time to another; null: it begins before, or ends after what was looked at.
 */
export type When =
  | { readonly is: 'always' }
  | ({ readonly is: 'everyWeek' } & Hours)
  | ({ readonly is: 'everyWeekBetween'; readonly first: string; readonly last: string } & Hours)
  | ({
      readonly is: 'sometimes'
      readonly dates: readonly string[]
      readonly times: number
      readonly last: string
    } & Hours)
  | { readonly is: 'once'; readonly begin: LocalTime | null; readonly end: LocalTime | null }
export type LocalTime = { readonly date: string; readonly weekday: number; readonly time: string }

/** So many dates are named, and so many runs of dates. */
const datesNamed = 6
const runsNamed = 3
/** Fewer are better told by their dates. */
const fewestWeeks = 3
const longMs = minutes(6 * minutesPerDay)

type Occurrence = { readonly day: LocalDay; readonly from: number; readonly to: number; readonly daysLater: number }

/** Tells spans of a coverage, each of which has some time within `[from, until)`. */
export function whenOf(
  spans: Spans,
  { days, rules, ...looked }: Pick<Coverage, 'days' | 'rules' | 'from' | 'until'>,
  horizon: { readonly from: number; readonly until: number },
): readonly When[] {
  const told: { readonly when: When; readonly at: number }[] = []
  const groups = new Map<number, Occurrence[]>()
  for (let index = 0; index < spans.length; index += 2) {
    const [from, until] = [spans[index] as number, spans[index + 1] as number]
    const begins = from > looked.from
    const ends = until < looked.until
    if (!begins && !ends) return [{ is: 'always' }]
    if (until - from > longMs) {
      const begin = begins ? localTime(days, from, 'begin') : null
      told.push({ when: { is: 'once', begin, end: ends ? localTime(days, until, 'end') : null }, at: from })
      continue
    }
    const occurrence = occurrenceOf(days, from, until)
    const key = (occurrence.daysLater * 2000 + occurrence.from) * 2000 + occurrence.to
    const group = groups.get(key)
    if (group) group.push(occurrence)
    else groups.set(key, [occurrence])
  }
  for (const group of groups.values()) {
    const possible = days.filter((day) => couldBe(day, group[0] as Occurrence, horizon))
    told.push(
      ...tellGroup(group, possible, rules.table.calendar).map((when) => ({
        when,
        at: (group[0] as Occurrence).day.start,
      })),
    )
  }
  const order = ({ when, at }: (typeof told)[number]): readonly number[] =>
    when.is === 'everyWeek'
      ? [0, typeof when.days === 'string' ? 0 : (when.days[0] ?? 0), minutesOfDay(when.from) ?? 0]
      : [1, at, 0]
  return told.toSorted((one, other) => compare(order(one), order(other))).map(({ when }) => when)
}

/** What comes back every week comes first, by day and hour; the rest as it comes. */
function compare(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index])
  return place < 0 ? 0 : (one[place] as number) - (other[place] as number)
}

/** The day an instant belongs to; an end at midnight belongs to the day before. */
function dayAt(days: readonly LocalDay[], at: number, edge: 'begin' | 'end'): number {
  let [low, high] = [0, days.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const { start } = days[middle] as LocalDay
    if (edge === 'begin' ? start <= at : start < at) low = middle
    else high = middle - 1
  }
  return low
}

const clockOf = (day: LocalDay, at: number): number => (at >= day.end ? minutesPerDay : minuteOf(day, at))

function localTime(days: readonly LocalDay[], at: number, edge: 'begin' | 'end'): LocalTime {
  const day = days[dayAt(days, at, edge)] as LocalDay
  return { date: day.date, weekday: day.weekday, time: timeOfMinutes(clockOf(day, at)) }
}

function occurrenceOf(days: readonly LocalDay[], from: number, until: number): Occurrence {
  const [first, last] = [dayAt(days, from, 'begin'), dayAt(days, until, 'end')]
  const [day, lastDay] = [days[first] as LocalDay, days[last] as LocalDay]
  return { day, from: clockOf(day, from), to: clockOf(lastDay, until), daysLater: last - first }
}

/** Whether the same on another day would have some time within the horizon. */
function couldBe(
  { start }: LocalDay,
  { from, to, daysLater }: Occurrence,
  horizon: { readonly from: number; readonly until: number },
): boolean {
  const end = start + minutes(to + daysLater * minutesPerDay)
  return start + minutes(from) < horizon.until && end > horizon.from
}

function tellGroup(
  group: readonly Occurrence[],
  possible: readonly LocalDay[],
  calendar: readonly CalendarDay[],
): readonly When[] {
  const { from, to, daysLater } = group[0] as Occurrence
  const hours = (days: readonly LocalDay[]): WeeklyHours => ({
    days: [...new Set(days.map(({ weekday }) => weekday))].sort(),
    from: timeOfMinutes(from),
    to: timeOfMinutes(to),
    daysLater,
  })
  const dates = group.map(({ day }) => day)
  const [counted, most] = [countByWeekday(dates), countByWeekday(possible)]
  const isEvery = ({ weekday }: LocalDay): boolean =>
    (most[weekday] ?? 0) >= fewestWeeks && counted[weekday] === most[weekday]
  const [every, rest] = [dates.filter(isEvery), dates.filter((day) => !isEvery(day))]
  if (rest.length > 0) {
    const days = calendarDays(dates, possible, calendar)
    if (days !== null) return [{ is: 'everyWeek', ...hours(dates), days }]
  }
  const told: When[] = every.length === 0 ? [] : [{ is: 'everyWeek', ...hours(every) }]
  return [...told, ...tellRest(rest, possible, hours)]
}

/** All worked days there are, or all others; null: neither. */
function calendarDays(
  dates: readonly LocalDay[],
  possible: readonly LocalDay[],
  calendar: readonly CalendarDay[],
): 'workdays' | 'daysOff' | null {
  const worked = possible.filter((day) => isWorkingDay(day, calendar))
  const isWorked = dates.every((day) => isWorkingDay(day, calendar))
  if (isWorked) return dates.length === worked.length && dates.length >= fewestWeeks ? 'workdays' : null
  const isOff = dates.every((day) => !isWorkingDay(day, calendar))
  const off = possible.length - worked.length
  return isOff && dates.length === off && off >= fewestWeeks ? 'daysOff' : null
}

/** What does not come back every week: runs of dates, days of the week between two dates, or else the dates. */
function tellRest(
  rest: readonly LocalDay[],
  possible: readonly LocalDay[],
  hours: (days: readonly LocalDay[]) => WeeklyHours,
): readonly When[] {
  const [first, last] = [rest[0], rest.at(-1)]
  if (first === undefined || last === undefined) return []
  const own = hours(rest)
  const runs = runsOf(rest)
  const between = possible.filter(
    ({ date, weekday }) => date >= first.date && date <= last.date && own.days.includes(weekday),
  )
  const isWeekly = rest.length >= fewestWeeks && between.length === rest.length
  if (runs.length > 1 && isWeekly) return [{ is: 'everyWeekBetween', ...own, first: first.date, last: last.date }]
  const long = runs.filter((run) => run.length >= fewestWeeks)
  const told = long.length > runsNamed ? [] : long
  const single = rest.filter((day) => !told.some((run) => run.includes(day)))
  return [
    ...told.map(
      (run): When => ({
        is: 'everyWeekBetween',
        ...own,
        days: [1, 2, 3, 4, 5, 6, 7],
        first: (run[0] as LocalDay).date,
        last: (run.at(-1) as LocalDay).date,
      }),
    ),
    ...(single.length === 0 ? [] : [sometimes(single, hours(single))]),
  ]
}

const sometimes = (days: readonly LocalDay[], hours: WeeklyHours): When => ({
  is: 'sometimes',
  ...hours,
  dates: (days.length > datesNamed ? days.slice(0, 1) : days).map(({ date }) => date),
  times: days.length,
  last: (days.at(-1) as LocalDay).date,
})

/** Days that follow one another. */
function runsOf(days: readonly LocalDay[]): readonly LocalDay[][] {
  const runs: LocalDay[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run?.at(-1)?.end === day.start) run.push(day)
    else runs.push([day])
  }
  return runs
}

function countByWeekday(days: readonly LocalDay[]): readonly number[] {
  const counts: number[] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (const { weekday } of days) counts[weekday] = (counts[weekday] ?? 0) + 1
  return counts
}
