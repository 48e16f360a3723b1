/** The words before anything is asked: of a number that leads straight to a category, or of a closed centre. */

import type { Family, PositionAt } from '../family.ts'
import { chooseCategory } from '../steps/choosing.ts'
import { askForPin, codeKey } from '../steps/phone-code.ts'
import { openReferred } from '../steps/referring.ts'
import { goTo, sayToCaller, setTimer, type Turn } from '../turn.ts'

/** Words also fail when the caller is just hanging up: that is waited for, so that a slip opens no case and rings nobody. */
const pauseSeconds = 1

export const greeting: Family<'greeting'> = {
  enter: (turn, _position, before) => sayToCaller(turn, before),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        if (event.leg !== turn.state.caller) return
        return event.digit === codeKey && askForPin(turn, position) ? undefined : goOn(turn, position)
      case 'PromptFinished':
        return goOn(turn, position)
      case 'PromptFailed':
        return setTimer(turn, 'pause', pauseSeconds)
      case 'TimerFired':
        return event.timer === 'pause' ? goOn(turn, position) : undefined
      default:
    }
  },
  resume: (turn, position) => goOn(turn, position),
}

function goOn(turn: Turn, position: PositionAt<'greeting'>): void {
  if (position.after === 'choose') return chooseCategory(turn, position.target)
  if (turn.state.matter === null) openReferred(turn, position)
  goTo(turn, { at: 'emergency', emergency: position.target, why: position.why, tries: 1 })
}
