/**
 * The flow of a call: what has happened and where the call stands in, where it stands then, what to save and what to do
 * out. Pure: same state, event and facts, same answer. `call-flow.mermaid` beside it is the map.
 */
import type { Change } from '../change.ts'
import { arrive } from './arriving.ts'
import type { CallCommand } from './call-command.ts'
import type { CallEvent, RecordingsNow } from './call-event.ts'
import type { CallFacts } from './call-facts.ts'
import type { CallState } from './call-state.ts'
import type { At, Family, FamilyEvent } from './family.ts'
import { requestCall, requestOrderCall, requestTestCall } from './requesting.ts'
import { askingNumber } from './states/asking-number.ts'
import { closing } from './states/closing.ts'
import { emergency } from './states/emergency.ts'
import { emergencyChoice } from './states/emergency-choice.ts'
import { ended, ending } from './states/ending.ts'
import { greeting } from './states/greeting.ts'
import { hunting } from './states/hunting.ts'
import { identifying } from './states/identifying.ts'
import { joining } from './states/joining.ts'
import { menu } from './states/menu.ts'
import { overriding } from './states/overriding.ts'
import { question } from './states/question.ts'
import { relaying } from './states/relaying.ts'
import { statement } from './states/statement.ts'
import { talking } from './states/talking.ts'
import { testing } from './states/testing.ts'
import { callerLeft } from './steps/caller-left.ts'
import { endWhenEmpty } from './steps/end-call.ts'
import { partingWords } from './steps/parting.ts'
import { finishRecording, noteDamage } from './steps/record-calls.ts'
import { beginTurn, hangUp, removeLeg, type Turn, updateLeg } from './turn.ts'

export type Transition = {
  /** The call itself first, then the calls that came out of it. Commands run after the commit. */
  readonly calls: readonly {
    readonly state: CallState
    readonly commands: readonly CallCommand[]
    /** Positions it went to on the way, the last one where it stands now; empty: it stayed. */
    readonly trail: readonly At[]
  }[]
  readonly changes: readonly Change[]
}

const families: { readonly [Name in At]: Family<Name> } = {
  greeting,
  menu,
  question,
  statement,
  hunting,
  emergency,
  emergencyChoice,
  joining,
  talking,
  relaying,
  askingNumber,
  identifying,
  overriding,
  testing,
  closing,
  ending,
  ended,
}

/** @param state null for `CallArrived` and for what requests a call of our own alone. */
export function transition(state: CallState | null, event: CallEvent, facts: CallFacts): Transition {
  if (event.type === 'CallArrived') return settle(arrive(event, facts))
  if (event.type === 'CallRequested') return settle(requestCall(event, facts))
  if (event.type === 'OrderCallRequested') return settle(requestOrderCall(event, facts))
  if (event.type === 'TestCallRequested') return settle(requestTestCall(event, facts))
  if (state === null) throw new Error(`A call can't begin with ${event.type}`)
  const turn = beginTurn(state, facts)
  handle(turn, event)
  return settle(turn)
}

/** What is the same in every state is seen to here; the rest is for the family. */
function handle(
  turn: Turn,
  event: Exclude<CallEvent, { type: 'CallArrived' | 'CallRequested' | 'OrderCallRequested' | 'TestCallRequested' }>,
): void {
  const { legs, caller } = turn.state
  switch (event.type) {
    case 'LegEnded':
    case 'LegFailed': {
      const was = legs[event.leg]
      if (!was) return
      removeLeg(turn, event.leg)
      if (event.leg === caller) callerLeft(turn, 'how' in event ? event.how : undefined)
      else forFamily(turn, { type: 'LegGone', leg: event.leg, was, reason: goneBecause(event) })
      return endWhenEmpty(turn)
    }
    case 'PromptFinished':
    case 'PromptFailed':
      return heardOut(turn, event.playback, event.type)
    case 'RecordingFinished':
      finishRecording(turn, event.recording, event.seconds, null)
      return forFamily(turn, event)
    case 'RecordingFailed':
      finishRecording(turn, event.recording, null, event.reason)
      return forFamily(turn, event)
    case 'RecordingDamaged':
      return noteDamage(turn, event.recording, event.reason) ? forFamily(turn, event) : undefined
    case 'CaseNumbered': {
      const { matter } = turn.state
      if (matter === null || matter.caseNumber !== null) return
      turn.state = { ...turn.state, matter: { ...matter, caseNumber: event.caseNumber } }
      return forFamily(turn, event)
    }
    case 'TimerFired': {
      if (!(event.timer in turn.state.timers)) return
      const { [event.timer]: _, ...timers } = turn.state.timers
      turn.state = { ...turn.state, timers }
      const leg = event.timer.startsWith('leg:') ? event.timer.slice('leg:'.length) : null
      if (leg !== null && legs[leg]?.progress === 'dismissed') return hangUp(turn, leg)
      return forFamily(turn, event)
    }
    case 'CommandFailed':
      return commandFailed(turn, event)
    case 'Resumed':
      return resume(turn, event.recordings)
    case 'DigitPressed':
    case 'LegAnswered':
    case 'LegRinging':
      return legs[event.leg] || turn.state.position.at === 'ending' ? forFamily(turn, event) : undefined
    default:
      return forFamily(turn, event)
  }
}

/** null: it was up, and hung up. */
const goneBecause = (event: Extract<CallEvent, { type: 'LegEnded' | 'LegFailed' }>): string | null =>
  event.type === 'LegFailed' ? event.reason : event.how === undefined ? null : partingWords(event.how)

/** A playback has ended: whoever heard a last word is hung up, everything else is for the family. */
function heardOut(turn: Turn, playback: string, type: 'PromptFinished' | 'PromptFailed'): void {
  const [leg, was] = Object.entries(turn.state.legs).find(([, candidate]) => candidate.playback === playback) ?? []
  if (leg === undefined || was === undefined) return
  updateLeg(turn, leg, { playback: null })
  const { matter } = turn.state
  if (type === 'PromptFinished' && matter !== null && matter.numberPlayback === playback) {
    turn.state = { ...turn.state, matter: { ...matter, numberTold: true, numberPlayback: null } }
  }
  if (was.progress === 'dismissed') return hangUp(turn, leg)
  forFamily(turn, { type, leg, playback })
}

/** What could not be done comes in by the same door as what happened. */
function commandFailed(turn: Turn, { command, reason, detail }: Extract<CallEvent, { type: 'CommandFailed' }>): void {
  switch (command.do) {
    case 'play':
      return heardOut(turn, command.playback, 'PromptFailed')
    case 'stopPlayback':
      return reason === 'gone' ? heardOut(turn, command.playback, 'PromptFinished') : undefined
    case 'record':
      return handle(turn, { type: 'RecordingFailed', recording: command.recording, reason: detail })
    case 'bridge':
      // Whatever did not come about was not recorded either.
      finishRecording(turn, command.recording, null, detail)
      return forFamily(turn, { type: 'BridgeFailed', bridge: command.bridge, detail })
    case 'answer':
      return reason === 'gone' ? handle(turn, { type: 'LegEnded', leg: command.leg }) : undefined
    case 'hangUp':
      return reason === 'gone' ? handle(turn, { type: 'LegEnded', leg: command.leg }) : undefined
    // A leg that could not be dialled is reported as failed by the network's side; the rest leaves nothing behind.
    case 'dial':
    case 'stopRecording':
    case 'unbridge':
    // The desk answers with what came of it.
    case 'keepPinDigit':
    case 'forgetPin':
    case 'checkPin':
    case 'setOverride':
    case 'endOverride':
      return
  }
}

function resume(turn: Turn, recordings: RecordingsNow): void {
  for (const [leg, { progress }] of Object.entries(turn.state.legs)) if (progress === 'dismissed') hangUp(turn, leg)
  const { position } = turn.state
  ;(families[position.at] as Family<At>).resume(turn, position, recordings)
}

function forFamily(turn: Turn, event: FamilyEvent): void {
  const { position } = turn.state
  ;(families[position.at] as Family<At>).on(turn, event, position)
}

/** Lets every position that was entered begin, in this call and in those that came out of it. */
function settle(turn: Turn): Transition {
  const turns = [turn]
  for (const current of turns) {
    while (current.entering !== null) {
      const before = current.entering
      current.entering = null
      const { position } = current.state
      ;(families[position.at] as Family<At>).enter(current, position, before)
    }
    turns.push(...current.spawned)
  }
  return {
    calls: turns.map(({ state, commands, trail }) => ({ state, commands, trail })),
    changes: turns.flatMap(({ changes }) => changes),
  }
}
