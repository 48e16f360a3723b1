/**
 * A telephone that has answered: the responder hears the case and what the caller said, and decides with a key. Only the
 * key accepts (a voicemail can't), and who lets it be is passed over.
 */

import type { Leg } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { dismiss, say, setTimer, type Turn, updateLeg } from '../turn.ts'
import { accept } from './accepting.ts'
import { noteAttempt, ringOn } from './hunt.ts'

export function startDeciding(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (!leg || (leg.progress !== 'dialling' && leg.progress !== 'ringing')) return
  updateLeg(turn, id, { progress: 'deciding' })
  noteAttempt(turn, 'responderAnswered', leg.responder ?? '', null)
  say(turn, id, introduction(turn))
  setTimer(turn, `leg:${id}`, turn.facts.table.timings.decideSeconds)
  ringOn(turn)
}

export function decisionKey(turn: Turn, id: string, digit: string): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'deciding') return
  if (digit === '1') return accept(turn, id, leg)
  if (digit === '*') return say(turn, id, introduction(turn))
  const informing = turn.state.position.at === 'hunting' && turn.state.position.purpose === 'inform'
  if (digit !== '2' || informing) return
  dismiss(turn, id, [{ say: 'declined' }])
  continueHunt(turn, leg, 'declined')
}

/** No key in time. */
export function decisionOverdue(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'deciding') return
  dismiss(turn, id, [{ say: 'noDecision' }])
  continueHunt(turn, leg, 'no key was pressed')
}

/** One telephone less: it is noted, and the hunt goes on. */
export function continueHunt(turn: Turn, leg: Leg, why: string): void {
  if (leg.progress === 'dismissed' || leg.progress === 'leaving') return
  noteAttempt(turn, 'responderDidNotTake', leg.responder ?? '', why)
  ringOn(turn)
}

/** What is said to whoever answers: what it is about, how urgent, the caller's own words, the keys. */
function introduction(turn: Turn): Phrase[] {
  const { matter, position } = turn.state
  if (position.at !== 'hunting' || matter === null) return []
  if (position.notice !== null) return [...position.notice.words, { say: 'noteKeys' }]
  const about: Phrase[] = [
    ...(matter.category === null ? [] : [{ say: 'categoryName', of: matter.category } as const]),
    ...(matter.answer === null ? [] : [{ say: 'answerName', of: matter.answer } as const]),
    { say: urgencyPrompts[matter.urgency] },
  ]
  const statement: Phrase[] =
    matter.statement === null ? [{ say: 'noStatement' }] : [{ say: 'statementIs' }, { recording: matter.statement }]
  return [{ say: 'orderIntro' }, ...about, ...statement, { say: 'acceptKeys' }]
}

const urgencyPrompts = { normal: 'urgencyNormal', urgent: 'urgencyUrgent', critical: 'urgencyCritical' } as const
