/** Promise to the citizen: life in danger, or nobody here at night: 110 is rung at once, and he hears that it is. */
import { lineOf } from '../../routing/line-of.ts'
import type { Emergency } from '../../routing/routing-table.ts'
import type { Leg } from '../call-state.ts'
import type { Family, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { emergencyNotReached } from '../steps/emergency-reach.ts'
import { unrungReason } from '../steps/parting.ts'
import { goTo, nextId, sayToCaller, setTimer, type Turn, updateLeg, updateRecord } from '../turn.ts'

type AtEmergency = PositionAt<'emergency'>

/** Pause before words that could not be played are tried again. */
const retrySeconds = 5
const rung: readonly Leg['progress'][] = ['dialling', 'ringing']

export const emergency: Family<'emergency'> = {
  enter(turn, position, before) {
    const target = emergencyOf(turn, position)
    sayToCaller(turn, [...before, { say: 'connectingTo' }, { digits: target.number }, { say: 'comfort' }])
    const leg = nextId(turn)
    const dialled: Leg = {
      role: 'emergency',
      number: target.number,
      responder: null,
      progress: 'dialling',
      playback: null,
    }
    turn.state = { ...turn.state, legs: { ...turn.state.legs, [leg]: dialled } }
    const { callerId } = lineOf(turn.facts.table, turn.state.record.line)
    turn.commands.push({ do: 'dial', leg, number: target.number, callerId, ringSeconds: target.ringSeconds })
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'LegRinging':
        return rings(turn, event.leg)
      case 'LegAnswered':
        rings(turn, event.leg)
        return answered(turn, event.leg, position)
      case 'LegGone':
        // One that was let go after a bridge that failed is not the one that rings now.
        if (event.was.role !== 'emergency' || !rung.includes(event.was.progress)) return
        if (event.reason === unrungReason) return goTo(turn, position)
        return emergencyNotReached(turn, tryOf(position), event.reason ?? 'hung up')
      case 'PromptFinished':
        return event.leg === turn.state.caller ? sayToCaller(turn, still(turn, position)) : undefined
      case 'PromptFailed':
        return event.leg === turn.state.caller ? setTimer(turn, 'comfort', retrySeconds) : undefined
      case 'TimerFired':
        return event.timer === 'comfort' ? sayToCaller(turn, still(turn, position)) : undefined
      default:
    }
  },
  resume: (turn, position) => sayToCaller(turn, still(turn, position)),
}

function rings(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (leg?.role !== 'emergency' || leg.progress !== 'dialling') return
  updateLeg(turn, id, { progress: 'ringing' })
  if (turn.state.record.rangAt === null) updateRecord(turn, { rangAt: turn.facts.now })
}

function answered(turn: Turn, id: string, position: AtEmergency): void {
  const leg = turn.state.legs[id]
  if (leg?.role !== 'emergency' || leg.progress === 'leaving') return
  const { matter, record, caller } = turn.state
  if (matter !== null) {
    const refs = { emergency: position.emergency, call: record.id }
    turn.changes.push(turn.decision.line(matter.caseId, 'emergencyAnswered', { refs }))
  }
  updateLeg(turn, id, { progress: 'joining' })
  if (caller === null) {
    const termination = { result: 'taken', reason: `${position.emergency} was told, the caller had hung up` } as const
    return goTo(turn, { at: 'relaying', leg: id, termination })
  }
  goTo(turn, { at: 'joining', leg: id, callerReady: true, takerReady: false, tries: 0, emergency: tryOf(position) })
}

const tryOf = ({ emergency: id, why, tries }: AtEmergency) => ({ emergency: id, why, tries })

const still = (turn: Turn, position: AtEmergency): Phrase[] => [
  { say: 'stillConnectingTo' },
  { digits: emergencyOf(turn, position).number },
  { say: 'comfort' },
]

function emergencyOf(turn: Turn, position: AtEmergency): Emergency {
  const found = turn.facts.table.emergencies.find((candidate) => candidate.id === position.emergency)
  if (!found) throw new Error(`The routing table ${turn.facts.tableVersion} has no emergency ${position.emergency}`)
  return found
}
