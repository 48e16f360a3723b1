import type { Instant } from '../instant.ts'
import { instantOf, localDayOf, minuteOf } from './local-day.ts'
import { minutesOfDay, timeOfMinutes } from './time-of-day.ts'

/**
 * The next instant, strictly after `after`, at which clocks in the zone reach `time` (`HH:mm`, 00:00 to 24:00). A time the
 * clock jumps over is reached when it jumps; of a time that comes twice in a night, the first counts.
 * @throws {RangeError} where `time` is no time of day (validation refuses it before).
 */
export function nextLocalTime(after: Instant, zone: string, time: string): Instant {
  const minute = minutesOfDay(time)
  if (minute === null) throw new RangeError(`${time} is no time of day`)
  const today = localDayOf(after, zone)
  const next = instantOf(today, minute)
  return next > after ? next : instantOf(localDayOf(today.end, zone), minute)
}

/** Local date as `YYMMDD`, as case numbers carry it. */
export const localDay = (at: Instant, zone: string): string => localDate(at, zone).slice(2).replaceAll('-', '')

/** Local date as ISO `YYYY-MM-DD`. */
export const localDate = (at: Instant, zone: string): string => localDayOf(at, zone).date

/** What the clock on the wall shows, `HH:mm`; seconds are dropped. */
export const localClock = (at: Instant, zone: string): string => timeOfMinutes(minuteOf(localDayOf(at, zone), at))
