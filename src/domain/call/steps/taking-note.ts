/** Whoever presses the key has taken note: where a deadline was told of, its ladder stops in the same commit. */

import { acknowledge } from '../../clocks/next-step.ts'
import { peopleOfCentre } from '../../routing/person-of-centre.ts'
import type { Hunting, Leg, Notice } from '../call-state.ts'
import { hangUp, type Turn } from '../turn.ts'
import { endCall } from './end-call.ts'
import { legsUnderWay, noteAttempt } from './hunt.ts'
import { matterNow } from './matter-now.ts'
import { closeWith } from './promising.ts'

export function takeNote(turn: Turn, notice: Notice | null, leg: Leg): void {
  const person = leg.responder ?? ''
  const deadline = matterNow(turn)?.deadlines.find(({ id }) => id === notice?.deadlineId)
  if (deadline === undefined) return noteAttempt(turn, 'dutyOfficerInformed', person, null)
  const actor = `${isOfTheCentre(turn, person) ? 'officer' : 'responder'}:${person}`
  const acknowledged = acknowledge(deadline, actor)
  // Somebody was faster, by another way: there is nothing left to stop.
  if (!acknowledged.ok) return noteAttempt(turn, 'escalationHeard', person, acknowledged.reason)
  turn.changes.push(
    { put: 'deadline', row: acknowledged.deadline },
    turn.decision.line(deadline.caseId, 'escalationAcknowledged', {
      actor,
      refs: { deadline: deadline.id, call: turn.state.record.id },
      after: { kind: deadline.kind },
    }),
  )
}

const isOfTheCentre = ({ facts }: Turn, person: string): boolean =>
  peopleOfCentre(facts.table.centre).some(({ id }) => id === person)

/**
 * Ends the call where there is nothing left to take note of: the deadline that it tells of was met, or somebody took note by
 * another way.
 * @returns whether it did.
 */
export function endOvertakenNotice(turn: Turn, { notice }: Hunting): boolean {
  if (notice === null || notice.deadlineId === null) return false
  const deadline = matterNow(turn)?.deadlines.find(({ id }) => id === notice.deadlineId)
  if (deadline?.status === 'running' && deadline.acknowledgedBy === null) return false
  const reason = deadline?.status === 'running' ? `${deadline.acknowledgedBy} took note` : 'it is owed no more'
  const termination = { result: 'acceptedElsewhere', reason } as const
  const underWay = legsUnderWay(turn)
  const listener = underWay.find(([, { progress }]) => progress === 'deciding')?.[0]
  if (listener === undefined) {
    endCall(turn, termination)
    return true
  }
  for (const [id] of underWay) if (id !== listener) hangUp(turn, id)
  closeWith(turn, listener, termination, [{ say: 'noticeOver' }])
  return true
}
