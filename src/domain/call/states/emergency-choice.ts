/** Promise to the citizen: when 110 does not answer he is told so, and may wait on or leave a statement. */
import type { Family, PositionAt } from '../family.ts'
import { goTo, sayToCaller, setTimer, type Turn } from '../turn.ts'

/** Rounds of waiting after which one who presses nothing is asked for his words. */
const patience = 3

export const emergencyChoice: Family<'emergencyChoice'> = {
  enter: (turn, _position, before) => sayToCaller(turn, [...before, { say: 'emergencyChoice' }]),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === turn.state.caller ? choiceKey(turn, event.digit, position) : undefined
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'key', turn.facts.table.timings.noKeySeconds)
      case 'TimerFired':
        if (event.timer !== 'key') return
        return position.tries < patience ? waitOn(turn, position) : leaveStatement(turn)
      default:
    }
  },
  resume: (turn, position) => goTo(turn, position),
}

function choiceKey(turn: Turn, digit: string, position: PositionAt<'emergencyChoice'>): void {
  if (digit === '1') return waitOn(turn, position)
  if (digit === '2') return leaveStatement(turn)
  if (digit === '*') return goTo(turn, position)
  const wrong = position.wrong + 1
  if (wrong >= turn.facts.table.timings.wrongKeys) return leaveStatement(turn)
  goTo(turn, { ...position, wrong }, [{ say: 'wrongKey' }])
}

const waitOn = (turn: Turn, { emergency, why, tries }: PositionAt<'emergencyChoice'>): void =>
  goTo(turn, { at: 'emergency', emergency, why, tries: tries + 1 })

const leaveStatement = (turn: Turn): void =>
  goTo(turn, { at: 'statement', doing: 'asking', recording: null, after: 'promise' })
