/**
 * Who takes a case without its caller is told the number to call back, twice, and that the caller has hung up, if he was
 * there. `*` says it again.
 */

import type { Family, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { handoverPhrases } from '../steps/emergency-reach.ts'
import { endCall } from '../steps/end-call.ts'
import { say, type Turn } from '../turn.ts'

export const relaying: Family<'relaying'> = {
  enter: (turn, position) => relay(turn, position),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === position.leg && event.digit === '*' ? relay(turn, position) : undefined
      case 'PromptFinished':
      case 'PromptFailed':
      case 'LegGone':
        return event.leg === position.leg ? endCall(turn, position.termination) : undefined
      default:
    }
  },
  resume: (turn, position) => relay(turn, position),
}

function relay(turn: Turn, position: PositionAt<'relaying'>): void {
  const { callBackNumber, legs } = turn.state
  if (legs[position.leg]?.role === 'emergency') return say(turn, position.leg, handoverPhrases(turn))
  const number: Phrase[] =
    callBackNumber === null
      ? [{ say: 'callerNumberHidden' }]
      : [{ say: 'callerNumberIs' }, { digits: callBackNumber }, { say: 'onceMore' }, { digits: callBackNumber }]
  say(turn, position.leg, position.neverCalled ? number : [{ say: 'callerGone' }, ...number])
}
