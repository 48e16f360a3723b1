/** Promise to the citizen: only people who are on duty are rung, and where no roster is kept, everybody is. */
import type { LocalCalendar } from '../clocks/working-day.ts'
import type { Instant } from '../instant.ts'
import { remember } from '../remember.ts'
import { centreRoster, type Roster } from '../roster/roster.ts'
import { whoIsOnCall } from '../roster/who-is-on-call.ts'
import type { Duty } from './duty.ts'
import type { Responder, RoutingTable, Unit } from './routing-table.ts'

/** What says who answers for what: the table, what lies beside it, and the zone whose clocks they mean. */
export type RoutingRules = { readonly table: RoutingTable; readonly duty: Duty; readonly zone: string }

/** The zone and the calendar of a table, as windows and rosters ask for them. */
export const localCalendarOf = ({ table, zone }: Pick<RoutingRules, 'table' | 'zone'>): LocalCalendar => ({
  zone,
  calendar: table.calendar,
})

/**
 * Who of a unit is on duty, in ringing order: of the team, or of all its teams one after the other, whoever the team's
 * roster names; without a roster of its own, its members as far as the unit's roster names them; without any, all.
 * @param team null: all teams.
 */
export function peopleOnDuty(rules: RoutingRules, unit: Unit, team: string | null, at: Instant): readonly Responder[] {
  const ofUnit = onRoster(rules, unit.id, at)
  const teams = unit.teams.filter(({ id }) => team === null || id === team)
  const ids =
    teams.length === 0
      ? (ofUnit ?? unit.responders.map(({ id }) => id))
      : teams.flatMap(
          ({ id, members }) => onRoster(rules, id, at) ?? ofUnit?.filter((one) => members.includes(one)) ?? members,
        )
  return inOrder(unit.responders, ids)
}

/** The duty officers who are on duty, in ringing order. Never empty: where the roster names nobody, all are. */
export function officersOnDuty(rules: RoutingRules, at: Instant): readonly Responder[] {
  const { dutyOfficers } = rules.table.centre
  const onDuty = inOrder(dutyOfficers, onRoster(rules, centreRoster, at) ?? [])
  return onDuty.length === 0 ? dutyOfficers : onDuty
}

/** null: no roster covers them. */
function onRoster(rules: RoutingRules, covers: string, at: Instant): readonly string[] | null {
  const roster = rostersByCovered(rules.duty.rosters).get(covers)
  return roster === undefined ? null : whoIsOnCall(roster, at, localCalendarOf(rules))
}

/** A roster each (`validateRoster`). */
const rostersByCovered = remember((rosters: readonly Roster[]) => new Map(rosters.map((one) => [one.covers, one])))

/** People of these ids, each once; ids of nobody who is still there are passed over. */
function inOrder(people: readonly Responder[], ids: readonly string[]): readonly Responder[] {
  const found: Responder[] = []
  for (const id of ids) {
    const person = people.find((candidate) => candidate.id === id)
    if (person !== undefined && !found.includes(person)) found.push(person)
  }
  return found
}
