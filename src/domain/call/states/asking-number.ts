/** A caller who hid the number is asked for one before a call back is promised: a promise without a number is none. */

import type { Family, PositionAt } from '../family.ts'
import { keyIntoNumber, setCallBackNumber } from '../steps/call-back-number.ts'
import { promiseCallBack } from '../steps/promising.ts'
import { goTo, sayToCaller, setTimer, stay, stopSaying, type Turn } from '../turn.ts'

const mostTries = 2

export const askingNumber: Family<'askingNumber'> = {
  enter: (turn, _position, before) => sayToCaller(turn, [...before, { say: 'callBackAskHidden' }]),
  on(turn, event, position) {
    const { timings } = turn.facts.table
    switch (event.type) {
      case 'DigitPressed': {
        if (event.leg !== turn.state.caller) return
        stopSaying(turn, event.leg)
        const keyed = keyIntoNumber(position.digits, event.digit)
        if (keyed.done) return complete(turn, position)
        stay(turn, { ...position, digits: keyed.entry })
        return setTimer(turn, 'entry', timings.interDigitSeconds)
      }
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'entry', timings.interDigitSeconds * 2)
      case 'TimerFired':
        return event.timer === 'entry' ? complete(turn, position) : undefined
      default:
    }
  },
  resume: (turn, position) => goTo(turn, position),
}

function complete(turn: Turn, position: PositionAt<'askingNumber'>): void {
  const number = setCallBackNumber(turn, position.digits)
  if (number !== null) return promiseCallBack(turn, [{ say: 'callBackIs' }, { digits: number }])
  const tries = position.tries + 1
  if (tries >= mostTries) return promiseCallBack(turn)
  goTo(turn, { at: 'askingNumber', digits: '', tries }, [{ say: 'wrongKey' }])
}
