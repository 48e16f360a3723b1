import type ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

type IcalTime = InstanceType<typeof ICAL.Time>
type IcalProperty = InstanceType<typeof ICAL.Property>

/** What the clocks of a zone show. */
export type WallTime = { readonly date: string; readonly minute: number }

/** A time of a calendar in the clock of a zone; one without a zone of its own (`tzid` null) is in that clock already. */
export function wallTimeOf(time: IcalTime, tzid: string | null, zone: string): WallTime {
  const { year, month, day, hour, minute } = time
  const plain = Temporal.PlainDateTime.from({ year, month, day, hour, minute })
  const local =
    tzid === null || tzid === zone ? plain : instantOf(time, plain, tzid).toZonedDateTimeISO(zone).toPlainDateTime()
  return { date: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute }
}

/** The zone in whose clock a property is told; null: it has none of its own. */
export function tzidOf(property: IcalProperty | null): string | null {
  const time = property?.getFirstValue() as IcalTime | null | undefined
  if (!property || !time || time.isDate) return null
  return time.zone?.tzid === 'UTC' ? 'UTC' : ((property.getParameter('tzid') as string | undefined) ?? null)
}

/** By the zone's own rules where we know it, else by those that the file tells. */
const instantOf = (time: IcalTime, plain: Temporal.PlainDateTime, tzid: string): Temporal.Instant =>
  isZone(tzid)
    ? plain.toZonedDateTime(tzid).toInstant()
    : Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)

/** Whether it is a zone of the world's list: `Asia/Shanghai`, `UTC`. */
export function isZone(tzid: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(tzid) !== null
  } catch {
    return false
  }
}

/** A date so many days on. */
export const daysOn = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
/** Monday 1 to Sunday 7. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek
/** `HH:mm`. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
