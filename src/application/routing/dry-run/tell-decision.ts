import type { CallEvent } from '../../../domain/call/call-event.ts'
import type { CallState } from '../../../domain/call/call-state.ts'
import type { Transition } from '../../../domain/call/transition.ts'
import { isBeside, partyOf, type Simulation, tell } from './simulation.ts'

/** Tells what has happened to a call, as far as a person would see or hear it. */
export function tellEvent(simulation: Simulation, before: CallState | null, event: CallEvent): void {
  const { table } = simulation.rules
  if (event.type === 'CallArrived') {
    const state = [...simulation.calls.values()][0]
    const { line = '', language = '' } = state?.record ?? {}
    const isKnown = table.numbers.some(({ number }) => number === event.dialled)
    const { dialled, caller } = event
    return tell(simulation, state?.id ?? null, { what: 'arrives', dialled, caller, line, language, isKnown })
  }
  if (before === null) return
  const who = 'leg' in event ? partyOf(before, event.leg) : null
  switch (event.type) {
    case 'LegAnswered':
      return who === null ? undefined : tell(simulation, before.id, { what: 'answers', who })
    case 'LegFailed':
      return who === null ? undefined : tell(simulation, before.id, { what: 'notReached', who, reason: event.reason })
    case 'DigitPressed':
      return who === null ? undefined : tell(simulation, before.id, { what: 'presses', who, key: event.digit })
    case 'LegEnded': {
      const isOwnWill = before.legs[event.leg]?.progress !== 'leaving'
      return who !== null && isOwnWill ? tell(simulation, before.id, { what: 'hangsUp', who }) : undefined
    }
    case 'RecordingFinished': {
      const kind = before.recordings[event.recording]?.kind
      return kind === undefined
        ? undefined
        : tell(simulation, before.id, { what: 'recorded', kind, seconds: event.seconds })
    }
    default:
  }
}

/** Tells where the calls have gone by a decision: overrides they follow, calls that came out, stages, joining, the end. */
export function tellDecision(simulation: Simulation, before: CallState | null, { calls }: Transition): void {
  calls.forEach(({ state }, place) => {
    const was = place === 0 ? before : null
    if (place > 0) tell(simulation, state.id, { what: 'begins', kind: state.record.kind })
    const followed = was?.overrides ?? (place === 0 ? [] : state.overrides)
    for (const override of state.overrides.slice(followed.length)) {
      tell(simulation, state.id, { what: 'follows', override })
    }
    tellStage(simulation, was, state)
    tellTaker(simulation, was, state)
    const { termination, kind } = state.record
    if (termination !== null && (was?.record.termination ?? null) === null)
      tell(simulation, state.id, { what: 'ends', kind, termination })
  })
}

function tellStage(simulation: Simulation, was: CallState | null, { id, position }: CallState): void {
  if (position.at !== 'hunting') return
  const { purpose, stages, stage: index } = position
  const stage = stages[index]
  const before = was?.position
  const isSame = before?.at === 'hunting' && before.stage === index && before.purpose === purpose
  if (isSame || stage === undefined) return
  tell(simulation, id, { what: 'hunts', purpose, stage, place: index + 1, of: stages.length })
}

function tellTaker(simulation: Simulation, was: CallState | null, state: CallState): void {
  const { position } = state
  if (position.at === 'joining' || position.at === 'relaying') {
    if (!isBeside(simulation, state)) simulation.taker = partyOf(state, position.leg)
  }
  if (position.at !== 'talking' || was?.position.at === 'talking') return
  const who = partyOf(state, position.leg)
  if (who !== null) tell(simulation, state.id, { what: 'joined', who })
}
