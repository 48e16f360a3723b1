/** Promise to the citizen: at every moment it is known who of a team is on duty, and only those are rung. */
import { dayBefore, instantOf, type LocalDay, localDayOf } from '../clocks/local-day.ts'
import { minutesOfDay } from '../clocks/time-of-day.ts'
import { isAmongDays, type LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import { remember } from '../remember.ts'
import type { Roster, RosterOverride, Rotation, Shift } from './roster.ts'

/**
 * Ids of the people on duty at an instant, in ringing order, each once: those of the shifts in their order, with the
 * overrides applied in the order in which they were made. Empty: nobody is.
 */
export function whoIsOnCall(roster: Roster, at: Instant, local: LocalCalendar): readonly string[] {
  const onShift = new Set<string>()
  for (const { people } of shiftsAt(roster, at, local)) for (const person of people) onShift.add(person)
  let people: readonly string[] = [...onShift]
  for (const override of roster.overrides) {
    if (at >= override.from && at < override.until) people = applyOverride(people, override)
  }
  return people
}

/** The shifts that go on at an instant, in their order, each with its people before any override. */
export const shiftsAt = (
  { rotations, shifts }: Pick<Roster, 'rotations' | 'shifts'>,
  at: Instant,
  local: LocalCalendar,
): readonly { readonly shift: Shift; readonly people: readonly string[] }[] =>
  shifts
    .filter((shift) => isWithinShift(shift, at, local))
    .map((shift) => ({
      shift,
      people: 'people' in shift.on ? shift.on.people : groupOf(rotations, shift.on.rotation, at, local.zone),
    }))

/** In place of somebody: at his place in the ringing order; in addition: last. */
export function applyOverride(people: readonly string[], { off, on }: RosterOverride): readonly string[] {
  if (off === null) return on === null || people.includes(on) ? people : [...people, on]
  const place = people.indexOf(off)
  if (place < 0) return people
  const isThere = on === null || people.includes(on)
  return people.flatMap((person) => (person !== off ? [person] : isThere ? [] : [on]))
}

function isWithinShift(shift: Shift, at: Instant, local: LocalCalendar): boolean {
  const today = localDayOf(at, local.zone)
  const { from, to } = minutesOf(shift)
  const runsOver = to <= from
  if (startsOn(shift, today, local) && at >= instantOf(today, from) && (runsOver || at < instantOf(today, to))) {
    return true
  }
  return runsOver && at < instantOf(today, to) && startsOn(shift, dayBefore(today), local)
}

/** Whether a shift begins on a day. */
export const startsOn = ({ days, firstDate, lastDate }: Shift, day: LocalDay, { calendar }: LocalCalendar): boolean =>
  (firstDate === null || day.date >= firstDate) &&
  (lastDate === null || day.date <= lastDate) &&
  isAmongDays(days, day, calendar)

/** The group whose turn it is; before the first hand-over, and of a rotation that is not there, nobody. */
function groupOf(rotations: readonly Rotation[], id: string, at: Instant, zone: string): readonly string[] {
  const rotation = rotations.find((candidate) => candidate.id === id)
  if (!rotation) return []
  const today = localDayOf(at, zone)
  const place = turnOn(rotation, today.date, at >= handOverOf(rotation, today))
  return place === null ? [] : (rotation.groups[place] ?? [])
}

/** When the next group may take over on a day. */
export const handOverOf = ({ handOver }: Pick<Rotation, 'handOver'>, day: LocalDay): Instant =>
  instantOf(day, minuteFor(handOver))

/** Place of the group whose turn it is on a date, before or after that day's hand-over; null: nobody's yet. */
export function turnOn({ firstDate, everyDays, groups }: Rotation, date: string, isHandedOver: boolean): number | null {
  const days = dayNumber(date) - dayNumber(firstDate) - (isHandedOver ? 0 : 1)
  return days < 0 || groups.length === 0 ? null : Math.floor(days / everyDays) % groups.length
}

/** Days since 1970-01-01 of a calendar date. */
const dayNumber = (date: string): number => Date.parse(date) / 86_400_000

/** Shifts with their times as minutes. */
const minutesOf = remember(({ from, to }: Shift) => ({ from: minuteFor(from), to: minuteFor(to) }))

/** Rosters are validated before they are used; a time that is none would be a bug. */
function minuteFor(time: string): number {
  const minute = minutesOfDay(time)
  if (minute === null) throw new RangeError(`${time} is no time of day`)
  return minute
}
