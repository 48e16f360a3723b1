/** Last words, then the call ends. */

import type { Family } from '../family.ts'
import { endCall } from '../steps/end-call.ts'
import { say, setTimer } from '../turn.ts'

/** No last words take longer. */
const closingSeconds = 60

export const closing: Family<'closing'> = {
  enter(turn, position, before) {
    setTimer(turn, 'closing', closingSeconds)
    if (turn.state.legs[position.leg]) say(turn, position.leg, before)
    else endCall(turn, position.termination)
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'PromptFinished':
      case 'PromptFailed':
      case 'LegGone':
        return event.leg === position.leg ? endCall(turn, position.termination) : undefined
      case 'TimerFired':
        return event.timer === 'closing' ? endCall(turn, position.termination) : undefined
      default:
    }
  },
  resume: (turn, position) => endCall(turn, position.termination),
}
