/** Promise to everybody: within two seconds of the end no leg, bridge or recording of the call is left. */

import type { Family } from '../family.ts'
import { endAgain, endWhenEmpty } from '../steps/end-call.ts'

export const ending: Family<'ending'> = {
  enter() {},
  on(turn, event) {
    switch (event.type) {
      // A leg that answers, or a bridge that comes about, only now: it is taken down all the same.
      case 'LegAnswered':
        return void turn.commands.push({ do: 'hangUp', leg: event.leg })
      case 'LegsBridged':
        return void turn.commands.push({ do: 'unbridge', bridge: event.bridge, recording: null })
      case 'TimerFired':
        return event.timer === 'ending' ? endAgain(turn) : undefined
      default:
        return endWhenEmpty(turn)
    }
  },
  resume: (turn) => endAgain(turn),
}

export const ended: Family<'ended'> = { enter() {}, on() {}, resume() {} }
