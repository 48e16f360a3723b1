import { type HuntStage, withVoice } from './choose-route.ts'
import type { RoutingTable } from './routing-table.ts'

/**
 * How a unit's team is rung when it is wanted by name, by no category's route: as the first route does that leads to it;
 * where none does, one after the other, as long as the centre's own.
 * @throws where the table does not know the unit.
 */
export function stageOfUnit({ units, routes, centre }: RoutingTable, id: string): HuntStage {
  const unit = units.find((candidate) => candidate.id === id)
  if (!unit) throw new Error(`The routing table has no unit ${id}`)
  const route = routes.find((candidate) => candidate.unit === id || candidate.fallbacks.includes(id))
  return {
    unit: id,
    strategy: route?.strategy ?? 'inOrder',
    ringSeconds: route?.ringSeconds ?? centre.ringSeconds,
    responders: withVoice(unit.responders),
  }
}
