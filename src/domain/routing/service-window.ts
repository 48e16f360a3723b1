import { dayBefore, instantOf, type LocalDay, localDayOf } from '../clocks/local-day.ts'
import { minutesOfDay } from '../clocks/time-of-day.ts'
import { isAmongDays, isWorkingDay, type LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import { remember } from '../remember.ts'
import type { ServiceWindow } from './routing-table.ts'

/**
 * Whether it is open, and by what: `frame Mon 07:00-23:00`, `exception 2027-10-01 09:00-12:00`, `outside exception
 * 2027-10-01`; where it is closed, the emergency that takes the calls.
 */
export type WindowAnswer =
  | { readonly open: true; readonly reason: string }
  | { readonly open: false; readonly reason: string; readonly closedTo: string }

/**
 * Whether a service window is open at an instant, by the clocks of a zone.
 *
 * A frame belongs to the day it starts on, also where it runs past midnight. An exception on a date replaces that
 * date's own frames and nothing else: what began the evening before still ends when it was to end (give the evening
 * before an exception of its own to change that). `from` counts, `to` does not. On days when the clock is put on or
 * back, a bound is the first instant at which the clock on the wall has reached it.
 *
 * Runs for every call: two to three microseconds as long as the day stays the same.
 */
export function isWithinServiceWindow(window: ServiceWindow, at: Instant, local: LocalCalendar): WindowAnswer {
  const today = localDayOf(at, local.zone)
  const own = framesStartingOn(window, today, local)
  for (const frame of own.frames) {
    if (at < instantOf(today, frame.from)) continue
    if (frame.to <= frame.from || at < instantOf(today, frame.to)) return { open: true, reason: own.name(frame) }
  }
  const yesterday = dayBefore(today)
  const before = framesStartingOn(window, yesterday, local)
  for (const frame of before.frames) {
    if (frame.to <= frame.from && at < instantOf(today, frame.to)) return { open: true, reason: before.name(frame) }
  }
  return { open: false, reason: `outside ${own.name(null)}`, closedTo: own.closedTo ?? window.closedTo }
}

/** Minutes of the day; where `to` is not later than `from` it is the next day's. */
type Frame = { readonly from: number; readonly to: number; readonly text: string }
type FramesOfDay = {
  readonly frames: readonly Frame[]
  readonly name: (frame: Frame | null) => string
  readonly closedTo: string | null
}

/** Days that were asked for lately, by window: every call asks for today and yesterday. */
const daysKnown = remember(
  (_: ServiceWindow): { day: LocalDay; calendar: LocalCalendar['calendar']; found: FramesOfDay }[] => [],
)
const daysKept = 4

/** What begins on a day: the exception's frames, or else the week's. */
export function framesStartingOn(window: ServiceWindow, day: LocalDay, { calendar }: LocalCalendar): FramesOfDay {
  const days = daysKnown(window)
  const known = days.find((one) => one.day === day && one.calendar === calendar)
  if (known !== undefined) return known.found
  const found = findFrames(window, day, calendar)
  days.unshift({ day, calendar, found })
  days.length = Math.min(days.length, daysKept)
  return found
}

function findFrames(window: ServiceWindow, day: LocalDay, calendar: LocalCalendar['calendar']): FramesOfDay {
  const exception = window.exceptions.find((candidate) => candidate.date === day.date)
  const frames = (exception?.frames ?? window.frames.filter(({ days }) => isAmongDays(days, day, calendar))).map(
    ({ from, to }) => ({ from: minuteFor(from), to: minuteFor(to), text: `${from}-${to}` }),
  )
  return {
    frames,
    closedTo: exception?.closedTo ?? null,
    name: (frame) => {
      const hours = frame?.text ?? frames.map(({ text }) => text).join(' ')
      return `${exception ? `exception ${day.date}` : `frame ${nameOfDay(day, calendar)}`} ${hours}`.trimEnd()
    },
  }
}

function nameOfDay(day: LocalDay, calendar: LocalCalendar['calendar']): string {
  const moved = isWorkingDay(day, calendar) !== day.weekday <= 5
  return `${weekdayNames[day.weekday - 1]}${moved ? (day.weekday <= 5 ? ' (holiday)' : ' (worked)') : ''}`
}

/** Tables are validated before they are used; a time that is none would be a bug. */
function minuteFor(time: string): number {
  const minute = minutesOfDay(time)
  if (minute === null) throw new RangeError(`${time} is no time of day`)
  return minute
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
