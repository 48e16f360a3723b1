/** Somebody has pressed the key: first come, first served; the case is his, and everybody else is let go in the same step. */

import type { Leg } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { clearTimer, dismiss, goTo, hangUp, type Turn, updateLeg } from '../turn.ts'
import { advanceMatterOrder } from './advance-matter-order.ts'
import { arrivalPhrases } from './arrival-phrases.ts'
import { legsUnderWay, noteAttempt, ringOn } from './hunt.ts'
import { numberOnce } from './number-phrases.ts'
import { closeWith } from './promising.ts'
import { takeNote } from './taking-note.ts'

export function accept(turn: Turn, id: string, leg: Leg): void {
  const { position, caller, matter } = turn.state
  if (position.at !== 'hunting') return
  if (position.purpose === 'inform') {
    takeNote(turn, position.notice, leg)
    letOthersGo(turn, id, leg)
    return closeWith(turn, id, { result: 'taken', reason: `${leg.responder ?? ''} took note` }, [{ say: 'noted' }])
  }
  const actor = `${leg.role}:${leg.responder ?? ''}`
  if (leg.role === 'responder' && !advanceMatterOrder(turn, 'accept', leg, actor)) {
    dismiss(turn, id, [{ say: 'orderWithdrawn' }])
    return ringOn(turn)
  }
  noteAttempt(turn, 'callTaken', leg.responder ?? '', null)
  letOthersGo(turn, id, leg)
  updateLeg(turn, id, { progress: 'joining' })
  clearTimer(turn, `leg:${id}`)
  if (caller === null) {
    const gone = position.byOfficer ? '' : ', the caller had hung up'
    const termination = { result: 'taken', reason: `taken by ${actor}${gone}` } as const
    return goTo(turn, { at: 'relaying', leg: id, termination, neverCalled: position.byOfficer === true })
  }
  const told: Phrase[] = matter?.numberTold ? [] : numberOnce(turn)
  const unit = turn.facts.table.units.find(({ responders }) =>
    responders.some((other) => other.id === leg.responder),
  )?.id
  const words: Phrase[] =
    leg.role === 'officer' || unit === undefined
      ? [{ say: 'officerAccepted' }]
      : [{ say: 'unitAccepted', of: unit }, ...arrivalPhrases(turn, unit)]
  goTo(turn, { at: 'joining', leg: id, callerReady: false, takerReady: false, tries: 0, emergency: null }, [
    ...words,
    ...told,
  ])
}

function letOthersGo(turn: Turn, taker: string, leg: Leg): void {
  for (const [id, other] of legsUnderWay(turn)) {
    if (id === taker) continue
    if (other.progress === 'deciding' && leg.responder !== null)
      dismiss(turn, id, [{ say: 'takenBy', of: leg.responder }])
    else hangUp(turn, id)
  }
}
