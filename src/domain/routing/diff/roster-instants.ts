import type { LocalDay } from '../../clocks/local-day.ts'
import { minutesOfDay } from '../../clocks/time-of-day.ts'
import type { LocalCalendar } from '../../clocks/working-day.ts'
import type { Instant } from '../../instant.ts'
import type { Roster } from '../../roster/roster.ts'
import { handOverOf, startsOn } from '../../roster/who-is-on-call.ts'
import { noteFrame } from '../proof/day-spans.ts'

/**
 * Instants at which somebody else may be on duty by a roster, on days that follow one another; between two of them the same
 * people are, in the same order.
 */
export function rosterInstants(roster: Roster, days: readonly LocalDay[], local: LocalCalendar): readonly Instant[] {
  const found: Instant[] = roster.overrides.flatMap(({ from, until }) => [from, until])
  for (const shift of roster.shifts) {
    const [from, to] = [minutesOfDay(shift.from) ?? 0, minutesOfDay(shift.to) ?? 0]
    days.forEach((day, index) => {
      if (startsOn(shift, day, local)) noteFrame(found, day, days[index + 1] ?? null, from, to)
    })
  }
  for (const rotation of roster.rotations)
    for (const day of days) found.push(Math.min(handOverOf(rotation, day), day.end))
  return found
}
