import type { Responder, RoutingTable } from '../routing/routing-table.ts'
import { centreRoster } from './roster.ts'

/** Whose people a roster is about: a team's members, a unit's responders, or the centre's duty officers. */
export type Covered = { readonly kind: 'team' | 'unit' | 'centre'; readonly people: readonly Responder[] }

/** Those whom `covers` of a roster means; null: the table knows neither team nor unit of this id. */
export function coveredBy({ centre, units }: Pick<RoutingTable, 'centre' | 'units'>, covers: string): Covered | null {
  if (covers === centreRoster) return { kind: 'centre', people: centre.dutyOfficers }
  for (const { id, responders, teams } of units) {
    if (id === covers) return { kind: 'unit', people: responders }
    const team = teams.find((one) => one.id === covers)
    if (team) return { kind: 'team', people: responders.filter((one) => team.members.includes(one.id)) }
  }
  return null
}

/** Ids that a roster may cover. */
export const coverable = ({ units }: Pick<RoutingTable, 'units'>): readonly string[] => [
  centreRoster,
  ...units.flatMap(({ id, teams }) => [id, ...teams.map((team) => team.id)]),
]
