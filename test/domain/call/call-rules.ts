import { isDeepStrictEqual } from 'node:util'
import type { CallCommand } from '../../../src/domain/call/call-command.ts'
import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import type { Transition } from '../../../src/domain/call/transition.ts'
import type { Rows } from './call-town.ts'

/** What holds after every transition, whatever was and whatever happened. `after`: the rows with its changes. */
export function obeysTheRules(before: CallState | null, event: CallEvent, decision: Transition, after: Rows): void {
  for (const { state } of decision.calls) {
    endsOnce(before?.id === state.id ? before : null, state)
    hasFuture(state)
    isNotSilent(state)
  }
  ringsOnlyForSavedCases(decision, after)
  usesFreshIds(before, decision)
  promisesWithADeadline(decision, after)
  losesNoLeg(before, event, decision)
  takesBridgesDown(before, decision)
}

function endsOnce(before: CallState | null, { record, position, timers, legs, recordings }: CallState): void {
  must((record.termination === null) === (record.endedAt === null), 'an end and its reason go together')
  const told = before?.record.termination
  must(!told || isDeepStrictEqual(record.termination, told), 'a call has one termination')
  const isOver = position.at === 'ending' || position.at === 'ended'
  must((record.termination !== null) === isOver, `termination at ${position.at}`)
  if (position.at !== 'ended') return
  for (const left of [timers, legs, recordings])
    must(Object.keys(left).length === 0, 'something is left of a call that is over')
}

/** Something will still happen by itself: nobody has to press or hang up for the call to go on. */
function hasFuture({ position, legs, timers, recordings }: CallState): void {
  if (position.at === 'ended') return
  const isAwaited = Object.values(legs).some(
    ({ playback, progress }) => playback !== null || ['dialling', 'ringing', 'leaving'].includes(progress),
  )
  const future = isAwaited || Object.keys(timers).length > 0 || Object.keys(recordings).length > 0
  must(future, `nothing moves a call in ${position.at}`)
}

/** A caller hears something, is being recorded, is being connected, or a short timer speaks to him next. */
function isNotSilent({ position, caller, legs, timers, recordings, bridge }: CallState): void {
  if (caller === null || position.at === 'talking' || position.at === 'ending' || position.at === 'ended') return
  const speaksNext = ['key', 'entry', 'comfort', 'pause', 'statement'].some((name) => name in timers)
  const isServed =
    legs[caller]?.playback !== null || Object.keys(recordings).length > 0 || bridge !== null || speaksNext
  must(isServed, `the caller hears nothing in ${position.at}`)
}

const commandsOf = ({ calls }: Transition): readonly CallCommand[] => calls.flatMap(({ commands }) => commands)

function ringsOnlyForSavedCases({ calls }: Transition, after: Rows): void {
  for (const { state, commands } of calls) {
    if (state.record.kind === 'test' || !commands.some((command) => command.do === 'dial')) continue
    must(state.matter !== null && state.matter.caseId in after.cases, 'a telephone rings for a case that is not saved')
  }
}

function usesFreshIds(before: CallState | null, decision: Transition): void {
  for (const { state, commands } of decision.calls) {
    const was = before?.id === state.id ? before.sequence : 0
    for (const command of commands) {
      const id = idMadeBy(command)
      if (id === null) continue
      const [call, count] = id.split('_')
      must(call === state.id && Number(count) > was && Number(count) <= state.sequence, `${id} is not fresh`)
    }
  }
  const made = commandsOf(decision).flatMap((command) => idMadeBy(command) ?? [])
  must(new Set(made).size === made.length, 'an id is used twice')
}

function idMadeBy(command: CallCommand): string | null {
  if (command.do === 'play') return command.playback
  if (command.do === 'record') return command.recording
  if (command.do === 'dial') return command.leg
  return command.do === 'bridge' ? command.bridge : null
}

function promisesWithADeadline({ calls }: Transition, after: Rows): void {
  for (const { state, commands } of calls) {
    const isPromise = commands.some(
      (command) =>
        command.do === 'play' &&
        command.phrases.some((phrase) => 'say' in phrase && phrase.say.startsWith('promiseCallBack')),
    )
    if (!isPromise) continue
    const owed = Object.values(after.deadlines).filter(
      ({ caseId, kind, status }) =>
        caseId === state.matter?.caseId && status === 'running' && ['callBack', 'confirmAfterHours'].includes(kind),
    )
    must(owed.length === 1, `a call back is promised and owed ${owed.length} times`)
    must(state.callBackNumber !== null, 'a call back is promised to nobody')
  }
}

/** A leg goes only by its own end, into another call, or when the network has not answered for half a minute. */
function losesNoLeg(before: CallState | null, event: CallEvent, { calls }: Transition): void {
  const kept = new Set(calls.flatMap(({ state }) => Object.keys(state.legs)))
  for (const leg of Object.keys(before?.legs ?? {})) {
    if (kept.has(leg)) continue
    const isItsEnd =
      ((event.type === 'LegEnded' || event.type === 'LegFailed') && event.leg === leg) ||
      (event.type === 'CommandFailed' && 'leg' in event.command && event.command.leg === leg)
    const isGivenUp = before?.position.at === 'ending' && before.position.tries > 10
    must(isItsEnd || isGivenUp, `leg ${leg} was lost`)
  }
}

function takesBridgesDown(before: CallState | null, decision: Transition): void {
  const asked = commandsOf(decision).flatMap((command) => (command.do === 'bridge' ? [command.bridge] : []))
  const had = [...asked, ...(before?.bridge ? [before.bridge.id] : [])]
  const has = new Set(decision.calls.map(({ state }) => state.bridge?.id))
  const down = new Set(commandsOf(decision).flatMap((command) => (command.do === 'unbridge' ? [command.bridge] : [])))
  for (const bridge of had) must(has.has(bridge) || down.has(bridge), `bridge ${bridge} is left`)
}

/** Plain, because it is asked a million times. */
function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
