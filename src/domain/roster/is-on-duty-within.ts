import { instantOf, type LocalDay, localDayOf } from '../clocks/local-day.ts'
import { minutesOfDay } from '../clocks/time-of-day.ts'
import type { LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import type { Roster } from './roster.ts'
import { whoIsOnCall } from './who-is-on-call.ts'

/** Whatever lies further ahead is taken on trust. */
const mostDays = 800

/**
 * Whether somebody is on duty at some moment of a time: only then is there anything to put another in the place of. Looks at
 * the moments at which a duty can begin; of a time of more than two years the beginning alone, and trusts the rest.
 * @param span `until` is exclusive.
 */
export function isOnDutyWithin(
  roster: Roster,
  person: string,
  span: { readonly from: Instant; readonly until: Instant },
  local: LocalCalendar,
): boolean {
  const isOn = (at: Instant): boolean =>
    at >= span.from && at < span.until && whoIsOnCall(roster, at, local).includes(person)
  if (isOn(span.from) || roster.overrides.some(({ from, until }) => isOn(from) || isOn(until))) return true
  const times = [...roster.shifts.map(({ from }) => from), ...roster.rotations.map(({ handOver }) => handOver)]
  const minutes = [...new Set(times)].flatMap((time) => minutesOfDay(time) ?? [])
  let day: LocalDay = localDayOf(span.from, local.zone)
  for (let count = 0; count < mostDays; count += 1) {
    if (day.start >= span.until) return false
    if (minutes.some((minute) => isOn(instantOf(day, minute)))) return true
    day = localDayOf(day.end, local.zone)
  }
  return true
}
