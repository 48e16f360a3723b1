/**
 * A telephone that has answered: the responder hears the case and what the caller said, and decides with a key. Only the
 * key accepts (a voicemail can't), and who lets it be is passed over. Promise to the responder: his time to decide begins
 * when he has heard the words to their end, however long the citizen spoke. Promise to the citizen: nobody holds him up by
 * listening for ever, and the next telephone rings meanwhile.
 */

import { type Instant, seconds } from '../../instant.ts'
import type { Hunting, Leg, Matter } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { dismiss, say, type Turn, updateLeg } from '../turn.ts'
import { accept } from './accepting.ts'
import { noteAttempt, passOver, ringOn } from './hunt.ts'
import { matterNow } from './matter-now.ts'
import { noteAnswer } from './note-answer.ts'

/** The words around the citizen's own take no longer: the longest (a deadline of a case, read digit by digit) take 20 s. */
const introductionSeconds = 30
/** Times the words may be heard before the listener is let go whatever he hears. */
const mostHearings = 2

export function startDeciding(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (!leg || (leg.progress !== 'dialling' && leg.progress !== 'ringing')) return
  const { statementMaxSeconds, decideSeconds } = turn.facts.table.timings
  const longest = mostHearings * (introductionSeconds + statementMaxSeconds) + decideSeconds
  updateLeg(turn, id, { progress: 'deciding', decideBy: turn.facts.now + seconds(longest) })
  noteAttempt(turn, 'responderAnswered', leg.responder ?? '', null)
  sayIntroduction(turn, id)
  ringOn(turn)
}

/** Says the words (again); while they are being said no time to decide runs but the longest. */
export function sayIntroduction(turn: Turn, id: string): void {
  say(turn, id, introduction(turn))
  setLegTimer(turn, id, turn.state.legs[id]?.decideBy ?? decisionInstant(turn))
}

/** The words are over, heard to the end or not to be heard: now the time to decide runs. */
export function wordsHeard(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'deciding') return
  setLegTimer(turn, id, Math.min(decisionInstant(turn), leg.decideBy ?? Number.POSITIVE_INFINITY))
}

const decisionInstant = ({ facts }: Turn): Instant => facts.now + seconds(facts.table.timings.decideSeconds)

const setLegTimer = (turn: Turn, id: string, at: Instant): void => {
  turn.state = { ...turn.state, timers: { ...turn.state.timers, [`leg:${id}`]: at } }
}

export function decisionKey(turn: Turn, id: string, digit: string): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'deciding') return
  if (['1', '2', '*'].includes(digit)) noteAnswer(turn, leg)
  if (digit === '1') return accept(turn, id, leg)
  if (digit === '*') return sayIntroduction(turn, id)
  const informing = turn.state.position.at === 'hunting' && turn.state.position.purpose === 'inform'
  if (digit !== '2' || informing) return
  dismiss(turn, id, [{ say: 'declined' }])
  if (leg.responder !== null) passOver(turn, leg.responder)
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
    ...wherePhrases(turn, matter),
    { say: urgencyPrompts[matterNow(turn)?.caseRow.urgency ?? matter.urgency] },
  ]
  return [{ say: 'orderIntro' }, ...about, ...statementPhrases(matter, position), { say: 'acceptKeys' }]
}

/** Where it is, as far as is known by now: an officer may have set it right while the telephones ring. */
function wherePhrases(turn: Turn, matter: Matter): Phrase[] {
  const area = matterNow(turn)?.caseRow.area ?? matter.area
  return area !== null && turn.facts.table.areas.some(({ id }) => id === area) ? [{ say: 'areaName', of: area }] : []
}

/** While further units are rung the caller may still be speaking: that he left no words would be untrue. */
function statementPhrases({ statement, isStatementDamaged }: Matter, { byOfficer }: Hunting): Phrase[] {
  if (statement === null) return byOfficer ? [] : [{ say: 'noStatement' }]
  return isStatementDamaged ? [{ say: 'statementDamaged' }] : [{ say: 'statementIs' }, { recording: statement }]
}

const urgencyPrompts = { normal: 'urgencyNormal', urgent: 'urgencyUrgent', critical: 'urgencyCritical' } as const
