import type { LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import type { Roster } from './roster.ts'
import { shiftsAt, whoIsOnCall } from './who-is-on-call.ts'

/** Somebody on duty, and the shift or the override by which he is. */
export type OnDutyBecause = { readonly person: string; readonly shift: string | null; readonly override: string | null }

/** Who is on duty at an instant, in ringing order, and why. */
export function onDutyBecause(roster: Roster, at: Instant, local: LocalCalendar): readonly OnDutyBecause[] {
  const shifts = shiftsAt(roster, at, local)
  const overrides = roster.overrides.filter(({ from, until }) => at >= from && at < until)
  return whoIsOnCall(roster, at, local).map((person) => {
    const override = overrides.findLast(({ on }) => on === person)?.id ?? null
    const shift = shifts.find(({ people }) => people.includes(person))?.shift.id ?? null
    return { person, shift: override === null ? shift : null, override }
  })
}
