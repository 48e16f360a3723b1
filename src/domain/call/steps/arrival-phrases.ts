import { isSomebodyExpected } from '../../dispatch/advance-order.ts'
import { promisesOf } from '../../routing/promises-of.ts'
import type { Phrase } from '../phrase.ts'
import type { Turn } from '../turn.ts'

/**
 * The arrival time the caller may count on, said only after acceptance: what is left of the promise, since it is counted
 * from the unit's notification. Nothing where nobody drives out or the time is already past.
 */
export function arrivalPhrases(turn: Turn, unitId: string | null): Phrase[] {
  const unit = turn.facts.table.units.find((candidate) => candidate.id === unitId)
  const { matter } = turn.state
  if (!unit || matter === null || !isSomebodyExpected(matter.category, turn.facts)) return []
  const order = turn.facts.subject?.orders.find((candidate) => candidate.unit === unitId)
  const promised = promisesOf(unit, matter.category, matter.urgency).arriveMinutes
  // Never more than was promised: the clock may have been put back since.
  const gone = Math.max(0, Math.floor((turn.facts.now - (order?.notifiedAt ?? turn.facts.now)) / 60_000))
  const left = promised - gone
  return left > 0 ? [{ say: 'arriveWithin' }, { number: left }, { say: 'minutes' }] : []
}
