/** Last words, then the call ends. */

import type { Family } from '../family.ts'
import { endCall } from '../steps/end-call.ts'
import { goTo, say, setTimer } from '../turn.ts'

/** No last words take longer. */
const closingSeconds = 60

export const closing: Family<'closing'> = {
  enter(turn, position) {
    setTimer(turn, 'closing', closingSeconds)
    if (turn.state.legs[position.leg]) say(turn, position.leg, position.words)
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
  /** They may be a promise: they are said again from the beginning. */
  resume: (turn, position) => goTo(turn, position),
}
