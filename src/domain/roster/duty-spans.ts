import { instantOf, type LocalDay, localDayOf } from '../clocks/local-day.ts'
import { minutesOfDay } from '../clocks/time-of-day.ts'
import type { LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import type { Roster } from './roster.ts'
import { whoIsOnCall } from './who-is-on-call.ts'

/** Somebody is on duty without a break, from one instant to another, which is exclusive. */
export type DutySpan = { readonly person: string; readonly from: Instant; readonly until: Instant }

/**
 * Who is on duty when, within a time: as at every single instant of it. A span that began before the time, or ends after it,
 * is cut there. In the order in which they begin.
 */
export function dutySpans(
  roster: Roster,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  local: LocalCalendar,
): readonly DutySpan[] {
  const spans: DutySpan[] = []
  let going = new Map<string, Instant>()
  for (const at of [...changesWithin(roster, from, until, local), until]) {
    const people = at === until ? [] : whoIsOnCall(roster, at, local)
    for (const [person, since] of going) if (!people.includes(person)) spans.push({ person, from: since, until: at })
    going = new Map(people.map((person) => [person, going.get(person) ?? at]))
  }
  return spans.sort((one, other) => one.from - other.from)
}

/** Every instant at which somebody may come on duty or go off it: nobody does between two of them. */
function changesWithin(roster: Roster, from: Instant, until: Instant, local: LocalCalendar): readonly Instant[] {
  const times = [
    ...roster.shifts.flatMap((shift) => [shift.from, shift.to]),
    ...roster.rotations.map(({ handOver }) => handOver),
  ]
  const minutes = [...new Set(times)].flatMap((time) => minutesOfDay(time) ?? [])
  const instants = new Set([from, ...roster.overrides.flatMap((override) => [override.from, override.until])])
  for (let day: LocalDay = localDayOf(from, local.zone); day.start < until; day = localDayOf(day.end, local.zone)) {
    for (const minute of [0, ...minutes]) instants.add(instantOf(day, minute))
  }
  return [...instants].filter((at) => at >= from && at < until).sort((one, other) => one - other)
}
