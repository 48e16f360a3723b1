/**
 * Promise to whoever must understand a call later: an override by which it went another way stands in its case, with who
 * made it and why.
 */
import { noDuty, overrideAt, type TimedOverride } from '../../routing/duty.ts'
import { type Entrance, leadsAt } from '../../routing/entrance.ts'
import { understoodDuty } from '../../routing/understood-duty.ts'
import type { CallFacts } from '../call-facts.ts'
import type { Turn } from '../turn.ts'

/** The overrides that an arriving call follows: one that closes or opens its line against the hours, and one with words. */
export function overridesOfArrival(facts: CallFacts, entrance: Entrance): readonly TimedOverride[] {
  const { now } = facts
  const rules = { ...facts, duty: understoodDuty(facts) }
  const isClosed = (duty: typeof rules.duty): boolean => {
    const leads = leadsAt({ ...rules, duty }, entrance, now)
    return leads.to === 'emergency' && leads.why === 'closed'
  }
  const inForce = (kind: TimedOverride['kind']) => overrideAt(rules.duty, kind, entrance.line.id, now)
  const closed = isClosed(rules.duty)
  const closing = closed ? inForce('close') : null
  const opening = !closed && isClosed(noDuty) ? inForce('open') : null
  return [closing, opening, inForce('notice')].filter((override) => override !== null)
}

/** The override that sends every case elsewhere now; null: none does. */
export const sendingAll = ({ facts, state }: Turn): TimedOverride | null =>
  overrideAt(understoodDuty(facts), 'sendAll', state.record.line, facts.now)

/** The call follows one more; from now on its cases name it. */
export function follow(turn: Turn, override: TimedOverride | null): void {
  if (override !== null) turn.state = { ...turn.state, overrides: [...turn.state.overrides, override] }
}

/** A line of the case for each override that the call has followed so far. */
export function noteOverrides(turn: Turn, caseId: string): void {
  for (const { id, kind, line, to, until, by, reason } of turn.state.overrides) {
    const refs = { override: id, call: turn.state.record.id }
    turn.changes.push(
      turn.decision.line(caseId, 'overrideFollowed', { refs, after: { kind, line, to, until, by }, why: reason }),
    )
  }
}
