import type { Shift } from '../../domain/roster/roster.ts'
import { clockOf, daysBetween, daysOn, type WallTime, weekdayOf } from './wall-time.ts'

/** Days on which an event begins: these weekdays, from a date to another (null: for ever). */
export type EventDays = {
  readonly days: readonly number[]
  readonly first: string
  readonly last: string | null
  /** Days between on which it does not. */
  readonly except: ReadonlySet<string>
}

const dayMinutes = 24 * 60

/**
 * The shifts of an event. One that lasts longer than a day is cut into days, and one with exceptions is interrupted: both say
 * exactly what the event says.
 */
export function shiftsOfEvent(
  { days, first, last, except }: EventDays,
  { from, until }: { readonly from: WallTime; readonly until: WallTime },
  people: readonly string[],
): readonly Omit<Shift, 'id'>[] {
  const length = daysBetween(from.date, until.date) * dayMinutes + until.minute - from.minute
  const whole = Math.floor(length / dayMinutes)
  const rest = length % dayMinutes
  const parts = Array.from({ length: whole + (rest > 0 ? 1 : 0) }, (_, offset) => ({
    offset,
    to: clockOf(offset < whole ? from.minute : (from.minute + rest) % dayMinutes),
  }))
  return spells(first, last, except).flatMap((spell) =>
    parts.map(({ offset, to }) => ({
      days: days.map((day) => ((day - 1 + offset) % 7) + 1).sort((one, other) => one - other),
      from: clockOf(from.minute),
      to,
      firstDate: daysOn(spell.first, offset),
      lastDate: spell.last === null ? null : daysOn(spell.last, offset),
      on: { people },
    })),
  )
}

/** What is left of a time when single days are taken out. */
function spells(first: string, last: string | null, except: ReadonlySet<string>) {
  const found: { first: string; last: string | null }[] = []
  let from = first
  for (const day of [...except].sort()) {
    if (day < from || (last !== null && day > last)) continue
    if (day > from) found.push({ first: from, last: daysOn(day, -1) })
    from = daysOn(day, 1)
  }
  if (last === null || from <= last) found.push({ first: from, last })
  return found
}

/** An event that begins on one day alone. */
export const onDay = (date: string): EventDays => ({
  days: [weekdayOf(date)],
  first: date,
  last: date,
  except: new Set(),
})
