import { minutesOfDay, minutesPerDay } from '../clocks/time-of-day.ts'
import type { Days } from '../routing/routing-table.ts'
import type { Shift } from './roster.ts'

/** A shift that has somebody on it who is on an earlier one of the list at the same time; both by their place. */
export type ShiftsAtOnce = { readonly shift: number; readonly other: number; readonly person: string }

const weekMinutes = 7 * minutesPerDay

/**
 * People who stand by name on two shifts at once in an ordinary week, one without holidays and moved working days. Whose
 * turn it is in a rotation changes from week to week, and is not looked at.
 */
export function shiftsAtOnce(shifts: readonly Shift[]): readonly ShiftsAtOnce[] {
  const spans = shifts.map(spansOfWeek)
  return shifts.flatMap((shift, place) =>
    shifts.slice(0, place).flatMap((other, before) => {
      const person = commonPerson(shift, other)
      const isAtOnce = datesMeet(shift, other) && meet(spans[place] ?? [], spans[before] ?? [])
      return person !== undefined && isAtOnce ? [{ shift: place, other: before, person }] : []
    }),
  )
}

const commonPerson = ({ on: one }: Shift, { on: other }: Shift): string | undefined =>
  'people' in one && 'people' in other ? one.people.find((person) => other.people.includes(person)) : undefined

const datesMeet = (one: Shift, other: Shift): boolean =>
  (one.lastDate === null || other.firstDate === null || other.firstDate <= one.lastDate) &&
  (other.lastDate === null || one.firstDate === null || one.firstDate <= other.lastDate)

type Span = { readonly from: number; readonly to: number }

/** In minutes since Monday 00:00; one that runs over the week's end may end after it. A time that is none: no span. */
function spansOfWeek({ days, from, to }: Shift): readonly Span[] {
  const start = minutesOfDay(from)
  const end = minutesOfDay(to)
  if (start === null || end === null) return []
  return weekdaysOf(days).map((day) => {
    const midnight = (day - 1) * minutesPerDay
    return { from: midnight + start, to: midnight + end + (end <= start ? minutesPerDay : 0) }
  })
}

const weekdaysOf = (days: Days): readonly number[] =>
  days === 'workdays' ? [1, 2, 3, 4, 5] : days === 'daysOff' ? [6, 7] : days

/** Whether two have a minute in common, as weeks follow each other. */
const meet = (ones: readonly Span[], others: readonly Span[]): boolean =>
  ones.some((one) =>
    others.some((other) =>
      [-weekMinutes, 0, weekMinutes].some((week) => one.from < other.to + week && other.from + week < one.to),
    ),
  )
