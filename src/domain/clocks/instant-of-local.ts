import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../instant.ts'
import { instantOf, localDayOf } from './local-day.ts'
import { minutesOfDay, minutesPerDay } from './time-of-day.ts'

/**
 * The instant at which clocks in the zone show `YYYY-MM-DDTHH:mm` (00:00 to 23:59). A time the clock jumps over is reached
 * when it jumps; of a time that comes twice, the first counts.
 * @returns null where the text is no such time, or the date is not in the calendar.
 */
export function instantOfLocal(text: string, zone: string): Instant | null {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/.exec(text) ?? []
  const minute = time === undefined ? null : minutesOfDay(time)
  if (date === undefined || minute === null || minute >= minutesPerDay) return null
  const day = dayOf(date)
  if (day === null) return null
  return instantOf(localDayOf(day.toZonedDateTime(zone).epochMilliseconds, zone), minute)
}

function dayOf(date: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' })
  } catch {
    return null
  }
}
