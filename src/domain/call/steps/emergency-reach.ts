/** What follows when an emergency number does not answer, and what its officer hears when it does. */
import { officerStage } from '../../routing/choose-route.ts'
import type { EmergencyTry } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { goTo, type Turn } from '../turn.ts'
import { endCall } from './end-call.ts'
import { huntFor } from './stages-for.ts'

/** Times an emergency number is rung at once when life is in danger. */
const dangerTries = 2

/**
 * Busy, no answer, unreachable. Life in danger: rung again at once, then the duty officer. Otherwise the caller may wait
 * on or leave a statement; one who has gone is in the ledger and is called in the morning.
 */
export function emergencyNotReached(turn: Turn, attempt: EmergencyTry, reason: string): void {
  const { matter, caller, record } = turn.state
  if (matter !== null) {
    const refs = { emergency: attempt.emergency, call: record.id }
    turn.changes.push(turn.decision.line(matter.caseId, 'emergencyNotReached', { refs, why: reason }))
  }
  if (attempt.why === 'danger') {
    if (attempt.tries < dangerTries) return goTo(turn, { at: 'emergency', ...attempt, tries: attempt.tries + 1 })
    return goTo(turn, huntFor('officer', [officerStage(turn.facts, turn.facts.now)]), [
      { say: 'emergencyNoAnswer' },
      { say: 'toOfficer' },
    ])
  }
  if (caller === null) return endCall(turn, { result: 'notTaken', reason: `${attempt.emergency}: ${reason}` })
  goTo(turn, { at: 'emergencyChoice', ...attempt, wrong: 0 }, [{ say: 'emergencyNoAnswer' }])
}

/** The carrier shows our number there, so the caller's is spoken. */
export function handoverPhrases(turn: Turn): Phrase[] {
  const { callerNumber, caller } = turn.state
  const number: Phrase[] =
    callerNumber === null ? [{ say: 'callerNumberHidden' }] : [{ say: 'callerNumberIs' }, { digits: callerNumber }]
  return caller === null ? [{ say: 'handover' }, { say: 'callerGone' }, ...number] : [{ say: 'handover' }, ...number]
}
