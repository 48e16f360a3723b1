import type { RoutingTable } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkId, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote } from './table-fault.ts'

/** Teams: their names differ from those of units, their members are the unit's own people, and there is somebody in each. */
export function checkTeams(table: RoutingTable, blame: Blame): void {
  const teams = table.units.flatMap((unit, index) =>
    unit.teams.map((team, place) => ({ unit, team, path: ['units', index, 'teams', place] })),
  )
  const bodies = [
    ...idPaths('units', table.units),
    ...teams.map(({ team, path }) => ({ value: team.id, path: [...path, 'id'] })),
  ]
  if (teams.length > 0) checkUnique(blame, 'id', bodies)
  for (const { unit, team, path } of teams) {
    checkId(blame, [...path, 'id'], team.id)
    checkWords(blame, [...path, 'name'], team.name, table.languages)
    if (team.members.length === 0) blame([...path, 'members'], 'emptyTeam', { team: quote(team.id) })
    const members = team.members.map((value, place) => ({ value, path: [...path, 'members', place] }))
    checkUnique(blame, 'member', members)
    for (const member of members) {
      checkReference(blame, member.path, member.value, 'responderOfUnit', idsOf(unit.responders))
    }
  }
  table.routes.forEach(({ team, unit }, index) => {
    const own = table.units.find(({ id }) => id === unit)?.teams ?? []
    if (team !== null) checkReference(blame, ['routes', index, 'team'], team, 'teamOfUnit', idsOf(own))
  })
}
