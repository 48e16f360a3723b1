/**
 * A telephone is tried out, about no case: whoever answers hears that this is a test and presses a key. Only the key counts;
 * an answering machine hears the words twice and is let go.
 */
import { lineOf } from '../../routing/line-of.ts'
import type { Family, FamilyEvent, PositionAt } from '../family.ts'
import { endCall } from '../steps/end-call.ts'
import { noteAnswer } from '../steps/note-answer.ts'
import { closeWith } from '../steps/promising.ts'
import { nextId, say, setTimer, stay, type Turn, updateLeg, updateRecord } from '../turn.ts'

type AtTesting = PositionAt<'testing'>

/** Times the words are said before nobody is taken to be there. */
const mostHearings = 2

export const testing: Family<'testing'> = {
  enter(turn, position) {
    if (turn.facts.busy.has(position.number)) return fail(turn, 'the telephone is in a call of ours')
    const { table } = turn.facts
    const leg = nextId(turn)
    const { number, person: responder } = position
    turn.state = {
      ...turn.state,
      legs: { [leg]: { role: 'responder', number, responder, progress: 'dialling', playback: null } },
    }
    const { callerId } = lineOf(table, turn.state.record.line)
    turn.commands.push({ do: 'dial', leg, number, callerId, ringSeconds: table.centre.ringSeconds })
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'LegRinging':
        return rings(turn, event.leg)
      case 'LegAnswered':
        if (turn.state.legs[event.leg]?.progress === 'present') return
        rings(turn, event.leg)
        updateLeg(turn, event.leg, { progress: 'present' })
        updateRecord(turn, { answeredAt: turn.facts.now })
        return ask(turn, position)
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'key', turn.facts.table.timings.noKeySeconds)
      case 'TimerFired':
        return event.timer === 'key' ? ask(turn, position) : undefined
      case 'DigitPressed':
        return pressed(turn, event)
      case 'LegGone':
        return fail(turn, event.reason ?? 'hung up without a key')
      default:
    }
  },
  /** A telephone that rang meanwhile is reported by the network; one that was answered hears the words again. */
  resume(turn, position) {
    if (Object.values(turn.state.legs).some(({ progress }) => progress === 'present')) ask(turn, position)
  },
}

function rings(turn: Turn, leg: string): void {
  if (turn.state.legs[leg]?.progress !== 'dialling') return
  updateLeg(turn, leg, { progress: 'ringing' })
  if (turn.state.record.rangAt === null) updateRecord(turn, { rangAt: turn.facts.now })
}

function ask(turn: Turn, position: AtTesting): void {
  const [leg] = Object.keys(turn.state.legs)
  if (leg === undefined || position.hearings >= mostHearings) return fail(turn, 'answered, but no key was pressed')
  stay(turn, { ...position, hearings: position.hearings + 1 })
  say(turn, leg, [{ say: 'testIntro' }, { say: 'testKey' }])
}

function pressed(turn: Turn, { leg: id, digit }: Extract<FamilyEvent, { type: 'DigitPressed' }>): void {
  const leg = turn.state.legs[id]
  if (leg?.progress !== 'present' || digit !== '1') return
  noteAnswer(turn, leg)
  closeWith(turn, id, { result: 'tested', reason: 'the key was pressed' }, [{ say: 'testPassed' }])
}

const fail = (turn: Turn, reason: string): void => endCall(turn, { result: 'notTested', reason })
