/** The words before anything is asked: of a number that leads straight to a category, or of a closed centre. */

import type { Family, PositionAt } from '../family.ts'
import { choose } from '../steps/choosing.ts'
import { goTo, sayToCaller, type Turn } from '../turn.ts'

export const greeting: Family<'greeting'> = {
  enter: (turn, _position, before) => sayToCaller(turn, before),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === turn.state.caller ? goOn(turn, position) : undefined
      case 'PromptFinished':
      case 'PromptFailed':
        return goOn(turn, position)
      default:
    }
  },
  resume: (turn, position) => goOn(turn, position),
}

function goOn(turn: Turn, position: PositionAt<'greeting'>): void {
  if (position.after === 'choose') return choose(turn, position.target, null)
  goTo(turn, { at: 'emergency', emergency: position.target, why: 'closed', tries: 1 })
}
