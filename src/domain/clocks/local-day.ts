import { Temporal } from 'temporal-polyfill'
import { type Instant, minutes } from '../instant.ts'
import { minutesPerDay } from './time-of-day.ts'

/** A day as people of a zone live it: 24 hours, or 23 or 25 where the clock is put on or back. */
export type LocalDay = {
  readonly zone: string
  /** ISO `YYYY-MM-DD`. */
  readonly date: string
  /** ISO weekday, Monday 1 to Sunday 7. */
  readonly weekday: number
  readonly start: Instant
  /** First instant of the next day. */
  readonly end: Instant
}

/**
 * Days found lately, by zone. Asking the zone database costs about 10 µs and every call asks for the same day or two;
 * a memory of a pure function, so nobody can tell the difference but by the time it takes.
 */
const lately = new Map<string, readonly LocalDay[]>()
const daysKept = 4
const zonesKept = 32

/**
 * The day an instant falls on in an IANA zone.
 * @throws {RangeError} where the zone is unknown (configuration refuses it at start).
 */
export function localDayOf(at: Instant, zone: string): LocalDay {
  const known = lately.get(zone) ?? []
  const found = known.find((day) => at >= day.start && at < day.end)
  if (found) return found
  const day = computeDay(at, zone)
  if (lately.size >= zonesKept && !lately.has(zone)) lately.clear()
  lately.set(zone, [day, ...known].slice(0, daysKept))
  return day
}

function computeDay(at: Instant, zone: string): LocalDay {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone)
  const date = zoned.toPlainDate()
  return {
    zone,
    date: date.toString(),
    weekday: date.dayOfWeek,
    start: date.toZonedDateTime(zone).epochMilliseconds,
    end: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  }
}

/** The day before, as lived: where a zone once skipped a date, the one before that. */
export const dayBefore = (day: LocalDay): LocalDay => localDayOf(day.start - 1, day.zone)

/**
 * The first instant of the day at which the clock on the wall has reached the minute (0 to 1440; 1440 is the day's end).
 * A time the clock jumps over is reached when it jumps; a time that comes twice is reached the first time.
 */
export function instantOf(day: LocalDay, minute: number): Instant {
  if (minute >= minutesPerDay) return day.end
  if (isEven(day)) return day.start + minutes(minute)
  const wanted = Temporal.PlainDate.from(day.date)
    .toPlainDateTime(new Temporal.PlainTime(0, 0))
    .add({ minutes: minute })
  const first = wanted.toZonedDateTime(day.zone, { disambiguation: 'earlier' })
  if (first.toPlainDateTime().equals(wanted)) return first.epochMilliseconds
  return first.getTimeZoneTransition('next')?.epochMilliseconds ?? first.epochMilliseconds
}

/** What the clock on the wall shows, in minutes since midnight. */
export function minuteOf(day: LocalDay, at: Instant): number {
  if (isEven(day)) return Math.floor((at - day.start) / minutes(1))
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(day.zone)
  return zoned.hour * 60 + zoned.minute
}

/** Whether the clock is not moved that day (it is never moved by a zone and back within one). */
const isEven = (day: LocalDay): boolean => day.end - day.start === minutes(minutesPerDay)
