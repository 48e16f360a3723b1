/** The hunt for somebody who takes the matter: telephones ring, those who answer decide, the caller is kept company. */

import type { OrderStatus } from '../../dispatch/order-record.ts'
import { officerStage } from '../../routing/choose-route.ts'
import type { Family, FamilyEvent, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { advanceMatterOrder } from '../steps/advance-matter-order.ts'
import { arrivalPhrases } from '../steps/arrival-phrases.ts'
import {
  continueHunt,
  decisionKey,
  decisionOverdue,
  sayIntroduction,
  startDeciding,
  wordsHeard,
} from '../steps/deciding.ts'
import { endCall } from '../steps/end-call.ts'
import { againTimer, enterStage, legsUnderWay, putBack, ringAgain, ringOn } from '../steps/hunt.ts'
import { numberTwice } from '../steps/number-phrases.ts'
import { lostReason, unrungReason } from '../steps/parting.ts'
import { closeWith } from '../steps/promising.ts'
import { huntFor } from '../steps/stages-for.ts'
import { endOvertakenNotice } from '../steps/taking-note.ts'
import { endEntry, keepCompany, keepCompanyLater, startWaiting, waitingKey } from '../steps/waiting.ts'
import { dismiss, goTo, hangUp, type Turn, updateLeg, updateRecord } from '../turn.ts'

type AtHunting = PositionAt<'hunting'>

export const hunting: Family<'hunting'> = {
  enter(turn, position, before) {
    // While the caller was leaving his words, the unit may have accepted by another way, or the order was taken back.
    const order = turn.facts.subject?.orders.find(({ id }) => id === turn.state.matter?.orderId)
    if (position.purpose === 'order' && order) {
      if (isTaken(order.status)) return orderTaken(turn, order.status, order.acceptedBy ?? 'the unit')
      if (isTakenBack(order.status)) return orderTakenBack(turn)
    }
    enterStage(turn, position, position.stage)
    startWaiting(turn, before)
    ringOn(turn)
  },
  on(turn, event, position) {
    const { caller } = turn.state
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === caller
          ? waitingKey(turn, position, event.digit)
          : decisionKey(turn, event.leg, event.digit)
      case 'PromptFinished':
        return event.leg === caller ? keepCompany(turn, position) : wordsHeard(turn, event.leg)
      case 'PromptFailed':
        return event.leg === caller ? keepCompanyLater(turn) : wordsHeard(turn, event.leg)
      case 'LegRinging':
        return legRings(turn, event.leg)
      case 'LegAnswered':
        legRings(turn, event.leg)
        return startDeciding(turn, event.leg)
      case 'LegGone':
        // Nobody's fault: those who were being rung are rung again.
        if (event.reason === lostReason) enterStage(turn, position, position.stage)
        if (event.reason === unrungReason) putBack(turn, position, event.was)
        return continueHunt(turn, event.was, event.reason ?? 'hung up')
      case 'TimerFired':
        return timer(turn, event.timer, position)
      case 'RecordingDamaged':
        // They have hardly begun to listen: they hear it again, with words in the place of his.
        for (const [leg, { progress }] of legsUnderWay(turn)) if (progress === 'deciding') sayIntroduction(turn, leg)
        return
      case 'OrderChanged':
        return position.purpose === 'inform' ? void endOvertakenNotice(turn, position) : orderChanged(turn, event)
      case 'DeadlineChanged':
        return void endOvertakenNotice(turn, position)
      default:
    }
  },
  resume(turn, position) {
    if (endOvertakenNotice(turn, position)) return
    keepCompany(turn, { ...position, entry: null })
    for (const [leg, { progress }] of legsUnderWay(turn)) if (progress === 'deciding') sayIntroduction(turn, leg)
    ringOn(turn)
  },
}

function timer(turn: Turn, name: string, position: AtHunting): void {
  if (name === 'entry') return endEntry(turn, position)
  if (name === 'comfort') return keepCompany(turn, position)
  if (name === againTimer) return ringAgain(turn, position)
  if (name.startsWith('leg:')) decisionOverdue(turn, name.slice('leg:'.length))
}

/** The unit is notified when the first of its telephones rings: from then on its clocks run, answered or not. */
function legRings(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'dialling') return
  updateLeg(turn, id, { progress: 'ringing' })
  if (turn.state.record.rangAt === null) updateRecord(turn, { rangAt: turn.facts.now })
  if (leg.role === 'responder') advanceMatterOrder(turn, 'notify', leg, 'system')
}

/** The unit accepted by another way (its order's page, a message): the telephones stop, the caller is told. */
function orderChanged(turn: Turn, event: Extract<FamilyEvent, { type: 'OrderChanged' }>): void {
  const { matter } = turn.state
  if (matter === null || event.orderId !== matter.orderId) return
  if (isTaken(event.status)) return orderTaken(turn, event.status, event.by)
  if (isTakenBack(event.status)) return orderTakenBack(turn)
}

const isTaken = (status: OrderStatus): boolean => status !== 'issued' && status !== 'notified' && !isTakenBack(status)
const isTakenBack = (status: OrderStatus): boolean =>
  status === 'returned' || status === 'upheld' || status === 'withdrawn'

function stopRinging(turn: Turn): void {
  for (const [id, leg] of legsUnderWay(turn)) {
    if (leg.progress === 'deciding') dismiss(turn, id, [{ say: 'orderWithdrawn' }])
    else hangUp(turn, id)
  }
}

function orderTaken(turn: Turn, status: OrderStatus, by: string): void {
  const { matter, caller } = turn.state
  stopRinging(turn)
  const reason = `the order is ${status}, by ${by}`
  if (caller === null) return endCall(turn, { result: 'taken', reason })
  if (matter === null) return
  const accepted: Phrase[] = matter.unit === null ? [] : [{ say: 'unitAccepted', of: matter.unit }]
  closeWith(turn, caller, { result: 'acceptedElsewhere', reason }, [
    ...accepted,
    ...arrivalPhrases(turn, matter.unit),
    ...(matter.numberTold ? [] : numberTwice(turn)),
    { say: 'goodbye' },
  ])
}

/** The unit is no longer in charge and nobody else is yet: the duty officer decides. */
function orderTakenBack(turn: Turn): void {
  const { position } = turn.state
  stopRinging(turn)
  // The officer who wanted it knows, and the caller's own order is another.
  if (position.at === 'hunting' && position.byOfficer) {
    return endCall(turn, { result: 'notTaken', reason: 'the order was taken back' })
  }
  goTo(turn, huntFor('officer', [officerStage(turn.facts, turn.facts.now)]), [{ say: 'toOfficer' }])
}
