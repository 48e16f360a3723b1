import { type Instant, minutes } from '../instant.ts'
import { daysBetween } from '../routing/proof/day-spans.ts'
import { meet, oneSpan, type Spans } from '../routing/proof/spans.ts'
import { windowSpans } from '../routing/proof/window-spans.ts'
import type { ServiceWindow, Words } from '../routing/routing-table.ts'
import { dayBefore, type LocalDay, localDayOf } from './local-day.ts'
import type { LocalCalendar } from './working-day.ts'

/**
 * What a clock that counts only while a window is open has counted, as it was when it started: whatever is published
 * later, the sum stays what it is.
 */
export type ServiceTime = {
  readonly window: string
  /** null: the window has no name but its id. */
  readonly name: Words | null
  /** When it was open, from the start on: `[from, until]` each, in order; of many only the first ones and the last. */
  readonly spans: readonly (readonly [Instant, Instant])[]
  /** What is left out before the last span; null: nothing is. */
  readonly leftOut: { readonly spans: number; readonly minutes: number } | null
}

/** Whoever checks a sum by hand adds up so many; a month of working days is told in short. */
const mostSpans = 6
/** Days looked at first; so many more each time that is not enough. */
const firstDays = 3
const mostDaysAtOnce = 60
/** Longer than any table can mean: 43,200 minutes in a window of an hour a week are 14 years. */
const mostDays = 20 * 366

/**
 * When a clock has run for so many minutes that runs only while a window is open. Minutes are lived ones: an hour that the
 * clock on the wall shows twice counts twice. Where the last minute ends with the window, it is due then and not when the
 * window opens again. Frames that overlap count once.
 * @throws {RangeError} where the window hardly ever opens (validation refuses it: `clockHardlyRuns`).
 */
export function countServiceTime(
  window: ServiceWindow,
  from: Instant,
  length: number,
  local: LocalCalendar,
): { readonly due: Instant; readonly service: ServiceTime } {
  const found: [Instant, Instant][] = []
  let left = minutes(length)
  let day = localDayOf(from, local.zone)
  let days = firstDays
  for (let looked = 0; looked < mostDays; looked += days) {
    days = Math.min(looked === 0 ? firstDays : days * 2, mostDaysAtOnce)
    const ahead = daysFrom(day, days)
    const end = (ahead.at(-1) as LocalDay).end
    const open = openBetween(window, Math.max(from, day.start), end, ahead, local)
    for (let index = 0; index < open.length; index += 2) {
      const [opens, closes] = [open[index] as number, open[index + 1] as number]
      const until = Math.min(closes, opens + left)
      note(found, opens, until)
      left -= until - opens
      if (left === 0) return { due: until, service: inShort(window, found) }
    }
    day = localDayOf(end, local.zone)
  }
  throw new RangeError(`A clock of ${length} minutes hardly ever runs in ${window.id}`)
}

function daysFrom(first: LocalDay, count: number): LocalDay[] {
  const days = [first]
  while (days.length < count) days.push(localDayOf((days.at(-1) as LocalDay).end, first.zone))
  return days
}

/** With the evening before, whose frame may run past midnight, and the morning after, to which the last one may. */
function openBetween(
  window: ServiceWindow,
  from: Instant,
  until: Instant,
  days: readonly LocalDay[],
  local: LocalCalendar,
): Spans {
  const around = [dayBefore(days[0] as LocalDay), ...days, localDayOf(until, local.zone)]
  return meet(windowSpans(window, around, local), oneSpan(from, until))
}

/** A frame that was cut at the end of the days looked at goes on. */
function note(found: [Instant, Instant][], from: Instant, until: Instant): void {
  const last = found.at(-1)
  if (last !== undefined && last[1] === from) last[1] = until
  else if (until > from) found.push([from, until])
}

function inShort(window: ServiceWindow, found: readonly (readonly [Instant, Instant])[]): ServiceTime {
  const about = { window: window.id, name: window.name ?? null }
  if (found.length <= mostSpans) return { ...about, spans: found, leftOut: null }
  const hidden = found.slice(mostSpans - 1, -1)
  const spent = hidden.reduce((sum, [from, until]) => sum + until - from, 0)
  return {
    ...about,
    spans: [...found.slice(0, mostSpans - 1), ...found.slice(-1)],
    leftOut: { spans: hidden.length, minutes: spent / minutes(1) },
  }
}

/** How long a window is open in a week without holidays, in minutes of the clock on the wall; overlapping frames count once. */
export function minutesOfUsualWeek(window: ServiceWindow): number {
  const monday = Date.parse('2027-03-01T00:00:00Z')
  const week = daysBetween(monday, monday + minutes(8 * 1440), 'UTC')
  const usual = { ...window, exceptions: [] }
  const open = meet(
    windowSpans(usual, week, { zone: 'UTC', calendar: [] }),
    oneSpan(monday + minutes(1440), monday + minutes(8 * 1440)),
  )
  let sum = 0
  for (let index = 0; index < open.length; index += 2) sum += (open[index + 1] as number) - (open[index] as number)
  return sum / minutes(1)
}
