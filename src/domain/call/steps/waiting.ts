/**
 * Promise to the citizen: while the team is rung he is told what is going on every 15 seconds, never plain silence; he is
 * told the case number, and may leave another number to be called back on.
 */

import type { Hunting } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { clearTimer, sayToCaller, setTimer, stay, stopSaying, type Turn } from '../turn.ts'
import { keyIntoNumber, setCallBackNumber } from './call-back-number.ts'
import { numberOnce, numberTwice } from './number-phrases.ts'

/** Pause before words are tried again after they could not be played. */
const retrySeconds = 5

/** The first words of the wait: who is being rung, and the case number as soon as possible: somebody may answer any moment. */
export function startWaiting(turn: Turn, before: readonly Phrase[]): void {
  const { caller, callBackNumber, matter, position } = turn.state
  if (caller === null || position.at !== 'hunting') return
  const first = before.length > 0 ? before : stagePhrases(position)
  if (callBackNumber === null) {
    stay(turn, { ...position, entry: '' })
    return tellNumber(turn, [...first, ...numberTwice(turn), { say: 'callBackAskHidden' }])
  }
  if (matter?.caseNumber) tellNumber(turn, [...first, ...numberOnce(turn)])
  else sayToCaller(turn, first)
}

/** Says words with the case number in them, and remembers in which playback it is told. */
export function tellNumber(turn: Turn, phrases: readonly Phrase[]): void {
  sayToCaller(turn, phrases)
  const { caller, matter } = turn.state
  if (caller === null || matter === null || matter.caseNumber === null) return
  turn.state = { ...turn.state, matter: { ...matter, numberPlayback: turn.state.legs[caller]?.playback ?? null } }
}

/** Whoever is rung next is announced, unless the caller is keying in a number. */
export function announceStage(turn: Turn): void {
  const { position } = turn.state
  if (position.at !== 'hunting' || position.entry !== null || position.stages[position.stage] === undefined) return
  sayToCaller(turn, stagePhrases(position))
}

/** The caller has heard his words: the case number if he has not, else comfort, then words again, for as long as it takes. */
export function keepCompany(turn: Turn, position: Hunting): void {
  if (position.entry !== null) return setTimer(turn, 'entry', turn.facts.table.timings.interDigitSeconds * 2)
  const { matter } = turn.state
  // It was not known yet when the wait began, or something came between.
  if (matter?.caseNumber && !matter.numberTold) return tellNumber(turn, numberOnce(turn))
  if (matter?.caseNumber && !position.hinted) {
    stay(turn, { ...position, hinted: true })
    return sayToCaller(turn, [{ say: 'onceMore' }, { digits: matter.caseNumber }, { say: 'callBackHint' }])
  }
  const unit = position.stages[position.stage]?.unit ?? null
  const still: Phrase = unit === null ? { say: 'stillConnecting' } : { say: 'stillConnectingUnit', of: unit }
  sayToCaller(turn, [{ say: 'comfort' }, still])
}

/** Words could not be played: they are tried again a little later, not in a loop. */
export const keepCompanyLater = (turn: Turn): void => setTimer(turn, 'comfort', retrySeconds)

/** Keys of the waiting caller: 1 begins another call-back number; while one is keyed in, its digits. */
export function waitingKey(turn: Turn, position: Hunting, digit: string): void {
  if (position.entry === null) {
    if (digit !== '1') return
    stay(turn, { ...position, entry: '' })
    return sayToCaller(turn, [{ say: 'callBackAsk' }])
  }
  const keyed = keyIntoNumber(position.entry, digit)
  if (keyed.done) return endEntry(turn, position)
  stay(turn, { ...position, entry: keyed.entry })
  if (digit === '*') {
    clearTimer(turn, 'entry')
    return sayToCaller(turn, [{ say: 'callBackAsk' }])
  }
  if (turn.state.caller !== null) stopSaying(turn, turn.state.caller)
  setTimer(turn, 'entry', turn.facts.table.timings.interDigitSeconds)
}

/** The number is complete, or the caller keys nothing any more. */
export function endEntry(turn: Turn, position: Hunting): void {
  clearTimer(turn, 'entry')
  if (position.entry === null) return
  if (position.entry === '') {
    stay(turn, { ...position, entry: null })
    return keepCompany(turn, { ...position, entry: null })
  }
  const number = setCallBackNumber(turn, position.entry)
  if (number === null) {
    stay(turn, { ...position, entry: '' })
    return sayToCaller(turn, [{ say: 'wrongKey' }, { say: 'callBackAsk' }])
  }
  stay(turn, { ...position, entry: null })
  sayToCaller(turn, [{ say: 'callBackIs' }, { digits: number }, ...stagePhrases(position)])
}

function stagePhrases(position: Hunting): Phrase[] {
  const unit = position.stages[position.stage]?.unit ?? null
  return [unit === null ? { say: 'toOfficer' } : { say: 'connectingUnit', of: unit }]
}
