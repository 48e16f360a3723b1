/**
 * Somebody calls from a telephone of the centre and wants what only the centre may do: a number can be forged, so he is
 * asked for his PIN. Promise: its digits stand in no state, log or record; whoever pressed the key by mistake is back in
 * the menu by himself.
 */
import type { PinResult } from '../call-event.ts'
import type { Family, PositionAt } from '../family.ts'
import { goBack } from '../steps/phone-code.ts'
import { closeWith } from '../steps/promising.ts'
import { clearTimer, goTo, sayToCaller, setTimer, stay, stopSaying, type Turn } from '../turn.ts'

type AtIdentifying = PositionAt<'identifying'>

/** More digits than any PIN has; those of a flood are not even kept. */
const mostDigits = 12
/** The answer of the desk is waited for no longer. */
const checkSeconds = 15

export const identifying: Family<'identifying'> = {
  enter: (turn, _position, before) => sayToCaller(turn, [...before, { say: 'pinAsk' }]),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        if (event.leg !== turn.state.caller || position.checking) return
        return pinKey(turn, event.digit, position)
      case 'PromptFinished':
      case 'PromptFailed':
        if (position.checking) return setTimer(turn, 'comfort', 1)
        return setTimer(turn, 'entry', turn.facts.table.timings.interDigitSeconds * 2)
      case 'TimerFired':
        if (event.timer === 'entry') return position.keyed === 0 ? goBack(turn, position.back) : check(turn, position)
        if (event.timer === 'comfort') return sayToCaller(turn, [{ say: 'comfort' }])
        return event.timer === 'checking' ? goBack(turn, position.back, [{ say: 'trouble' }]) : undefined
      case 'PinChecked':
        return position.checking ? checked(turn, event.result, position) : undefined
      default:
    }
  },
  resume: (turn, position) => begin(turn, position),
}

function pinKey(turn: Turn, digit: string, position: AtIdentifying): void {
  if (digit === '#') return position.keyed === 0 ? goBack(turn, position.back) : check(turn, position)
  if (digit === '*') return begin(turn, position)
  if (!/^\d$/.test(digit)) return
  if (turn.state.caller !== null) stopSaying(turn, turn.state.caller)
  setTimer(turn, 'entry', turn.facts.table.timings.interDigitSeconds)
  if (position.keyed >= mostDigits) return
  stay(turn, { ...position, keyed: position.keyed + 1 })
  turn.commands.push({ do: 'keepPinDigit', digit })
}

function begin(turn: Turn, position: AtIdentifying): void {
  turn.commands.push({ do: 'forgetPin' })
  goTo(turn, { ...position, keyed: 0, checking: false })
}

function check(turn: Turn, position: AtIdentifying): void {
  clearTimer(turn, 'entry')
  stay(turn, { ...position, checking: true })
  setTimer(turn, 'checking', checkSeconds)
  sayToCaller(turn, [{ say: 'comfort' }])
  turn.commands.push({ do: 'checkPin', person: position.person })
}

function checked(turn: Turn, result: PinResult, { person, back }: AtIdentifying): void {
  switch (result) {
    case 'right':
      return goTo(turn, {
        at: 'overriding',
        person,
        step: 'what',
        kind: null,
        to: null,
        override: null,
        entry: '',
        wrong: 0,
        back,
      })
    case 'wrong':
      return goTo(turn, { at: 'identifying', person, keyed: 0, checking: false, back }, [{ say: 'pinWrong' }])
    case 'lost':
      return goTo(turn, { at: 'identifying', person, keyed: 0, checking: false, back })
    case 'noPin':
      return goBack(turn, back, [{ say: 'pinNone' }])
    case 'failed':
      return goBack(turn, back, [{ say: 'trouble' }])
    case 'locked':
      if (turn.state.caller === null) return
      return closeWith(turn, turn.state.caller, { result: 'override', reason: 'the PIN is locked' }, [
        { say: 'pinLocked' },
        { say: 'goodbye' },
      ])
  }
}
