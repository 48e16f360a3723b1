/** Promise to the citizen: of a serious case the further units learn in the moment in which it is opened, while he still speaks. */

import { issueReinforcements } from '../../dispatch/issue-reinforcements.ts'
import { stageOfUnit } from '../../routing/stage-of-unit.ts'
import { goTo, type Turn } from '../turn.ts'
import { matterNow } from './matter-now.ts'
import { spawnCall } from './spawn-call.ts'
import { huntFor } from './stages-for.ts'

/**
 * Issues the further orders of a case that was opened just now as critical, and rings each further team by a call of its
 * own; of any other case nothing happens. What the caller says afterwards is told by none of these calls.
 * @param units those that the case's route calls in besides.
 */
export function reinforce(turn: Turn, units: readonly string[]): void {
  const now = matterNow(turn)
  const { matter } = turn.state
  if (now === null || matter === null || now.caseRow.urgency !== 'critical') return
  const asks = turn.facts.table.categories.some(({ id, statement }) => id === now.caseRow.category && statement)
  const about = { ...now, duty: turn.facts.duty, statement: asks ? ('later' as const) : ('no' as const) }
  const { issued, changes } = issueReinforcements(about, units, turn.decision)
  turn.changes.push(...changes)
  for (const { id: orderId, unit } of issued) {
    const spawned = spawnCall(turn, 'order', { legs: {}, recordings: {}, timers: {}, position: turn.state.position })
    spawned.state = { ...spawned.state, matter: { ...matter, orderId, unit } }
    const stage = stageOfUnit(turn.facts, unit, turn.facts.now)
    goTo(spawned, { ...huntFor('order', [stage]), byOfficer: true })
  }
}
