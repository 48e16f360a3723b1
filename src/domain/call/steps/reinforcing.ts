/** Promise to the citizen: of a serious case the further units learn in the moment in which it is opened, while he still speaks. */

import { type CaseToReinforce, issueReinforcements } from '../../dispatch/issue-reinforcements.ts'
import { markSerious } from '../../dispatch/mark-serious.ts'
import type { OrderRecord } from '../../dispatch/order-record.ts'
import { seriousByChoice } from '../../routing/serious-by-choice.ts'
import { stageOfUnit } from '../../routing/stage-of-unit.ts'
import { goTo, type Turn } from '../turn.ts'
import { matterNow } from './matter-now.ts'
import { spawnCall } from './spawn-call.ts'
import { huntFor } from './stages-for.ts'

/**
 * Of a case that was opened just now: marks it as serious where its category or the caller's answer says so, issues the further
 * orders of one that is serious or critical, and rings each further team by a call of its own; of any other case nothing
 * happens. What the caller says afterwards is told by none of these calls.
 * @param units those that the case's route calls in besides.
 */
export function reinforce(turn: Turn, units: readonly string[]): void {
  const now = matterNow(turn)
  if (now === null) return
  const asks = turn.facts.table.categories.some(({ id, statement }) => id === now.caseRow.category && statement)
  const subject = { ...now, duty: turn.facts.duty, statement: asks ? ('later' as const) : ('no' as const) }
  const marked = markAsChosen(turn, subject)
  if (marked !== null) return ring(turn, marked)
  if (now.caseRow.urgency !== 'critical') return
  const { issued, changes } = issueReinforcements(subject, units, turn.decision)
  turn.changes.push(...changes)
  ring(turn, issued)
}

/** What a caller's choice says of how serious it is; null: nothing. */
function markAsChosen(turn: Turn, subject: CaseToReinforce): readonly OrderRecord[] | null {
  const kind = seriousByChoice(turn.facts.table, subject.caseRow)
  if (kind === undefined) return null
  const marked = markSerious(subject, { kind, by: 'caller', orderId: null, wordsRef: null }, turn.decision)
  if (!marked.ok) return null
  turn.changes.push(...marked.changes)
  return marked.issued
}

function ring(turn: Turn, issued: readonly OrderRecord[]): void {
  const { matter } = turn.state
  if (matter === null) return
  for (const { id: orderId, unit } of issued) {
    const spawned = spawnCall(turn, 'order', { legs: {}, recordings: {}, timers: {}, position: turn.state.position })
    spawned.state = { ...spawned.state, matter: { ...matter, orderId, unit } }
    const stage = stageOfUnit(turn.facts, unit, turn.facts.now)
    goTo(spawned, { ...huntFor('order', [stage]), byOfficer: true })
  }
}
