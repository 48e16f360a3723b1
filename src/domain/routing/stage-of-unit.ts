import type { Instant } from '../instant.ts'
import { type HuntStage, peopleOfStage } from './choose-route.ts'
import type { RoutingRules } from './people-on-duty.ts'

/**
 * How a unit's team is rung when it is wanted by name, by no category's route: as the first route does that leads to it;
 * where none does, one after the other, as long as the centre's own. Whoever is on duty at the instant.
 * @throws where the table does not know the unit.
 */
export function stageOfUnit(rules: RoutingRules, id: string, at: Instant): HuntStage {
  const { units, routes, centre } = rules.table
  if (!units.some((unit) => unit.id === id)) throw new Error(`The routing table has no unit ${id}`)
  const route = routes.find((candidate) => candidate.unit === id || candidate.fallbacks.includes(id))
  const stage: HuntStage = {
    unit: id,
    team: null,
    strategy: route?.strategy ?? 'inOrder',
    ringSeconds: route?.ringSeconds ?? centre.ringSeconds,
    responders: [],
  }
  return { ...stage, responders: peopleOfStage(rules, stage, at) }
}
