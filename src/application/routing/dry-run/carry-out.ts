import type { CallCommand } from '../../../domain/call/call-command.ts'
import type { CallState } from '../../../domain/call/call-state.ts'
import { seconds } from '../../../domain/instant.ts'
import { partyOf, type Simulation, tell } from './simulation.ts'

/** How long a telephone takes to ring after it was dialled, and to be answered after that, in ms. */
const ringsAfterMs = seconds(1)
const answeredAfterMs = seconds(4)
/** Before its ringing ends somebody who takes the call has taken it, in ms. */
const beforeItEndsMs = 500
/** A hang-up takes the network a moment. */
const hangUpMs = 20

/** What comes of a command of a call, by the habits of those who are in it: planned, in the time of the dry run. */
export function carryOut(simulation: Simulation, state: CallState, command: CallCommand): void {
  const { agenda, now } = simulation
  const settle = (event: Parameters<typeof agenda.plan>[0]['event']): void =>
    agenda.plan({ at: now, key: `call:${state.id}`, call: state.id, event })
  switch (command.do) {
    case 'play':
      return play(simulation, state, command)
    case 'stopPlayback':
      return stopPlaying(simulation, command.playback)
    case 'record':
      return record(simulation, command)
    case 'stopRecording':
      return stopRecording(simulation, command.recording)
    case 'dial':
      return dial(simulation, state, command)
    case 'bridge':
      simulation.recording.set(command.recording, { leg: null, began: now })
      return settle({ type: 'LegsBridged', bridge: command.bridge })
    case 'unbridge':
      return command.recording === null ? undefined : stopRecording(simulation, command.recording)
    case 'hangUp':
      return hangUp(simulation, command.leg)
    // A dry run knows no PIN and sets nothing: whoever calls from the centre's telephone is believed.
    case 'checkPin':
      return settle({ type: 'PinChecked', result: 'right' })
    case 'setOverride':
      return settle({ type: 'OverrideSettled', id: command.override.id, outcome: 'done', reason: null })
    case 'endOverride':
      return settle({ type: 'OverrideSettled', id: command.id, outcome: 'done', reason: null })
    case 'answer':
    case 'keepPinDigit':
    case 'forgetPin':
      return
    default:
      command satisfies never
  }
}

function play(
  simulation: Simulation,
  state: CallState,
  { leg, playback, phrases, language }: Extract<CallCommand, { do: 'play' }>,
): void {
  const { agenda, rules, call, now, lines, playing } = simulation
  const who = partyOf(state, leg)
  if (who === null) return
  const recordings = phrases.filter((phrase) => 'recording' in phrase).length
  const lasts = rules.lengthOf(phrases, language) + recordings * call.statementSeconds
  playing.set(playback, { leg, began: now, line: lines.length })
  tell(simulation, state.id, { what: 'hears', who, phrases, language, seconds: lasts, cutAfter: null })
  agenda.plan({
    at: now + seconds(lasts),
    key: `play:${playback}`,
    call: null,
    event: { type: 'PromptFinished', playback },
  })
}

/** Words that are cut off end at once, and are told so. */
function stopPlaying(simulation: Simulation, playback: string): void {
  const { agenda, playing, lines, now } = simulation
  const { began, line } = playing.get(playback) ?? {}
  if (began === undefined || line === undefined || !agenda.takeBack(`play:${playback}`)) return
  const told = lines[line]
  if (told?.what === 'hears') lines[line] = { ...told, cutAfter: (now - began) / 1000 }
  agenda.plan({ at: now, key: `played:${playback}`, call: null, event: { type: 'PromptFinished', playback } })
}

/** The caller speaks, and presses the key that ends it; one who says nothing is waited for as long as silence may last. */
function record(
  simulation: Simulation,
  { leg, recording, maxSeconds, silenceSeconds }: Extract<CallCommand, { do: 'record' }>,
): void {
  const { agenda, call, now } = simulation
  const spoken = Math.min(call.statementSeconds, maxSeconds)
  simulation.recording.set(recording, { leg, began: now })
  agenda.plan({
    at: now + seconds(spoken === 0 ? silenceSeconds : spoken),
    key: `record:${recording}`,
    call: null,
    event: { type: 'RecordingFinished', recording, seconds: spoken },
  })
}

function stopRecording({ agenda, recording: running, now }: Simulation, recording: string): void {
  const found = running.get(recording)
  if (found === undefined) return
  agenda.takeBack(`record:${recording}`)
  const spoken = Math.round((now - found.began) / 1000)
  agenda.plan({
    at: now,
    key: `record:${recording}`,
    call: null,
    event: { type: 'RecordingFinished', recording, seconds: spoken },
  })
  running.delete(recording)
}

function dial(
  simulation: Simulation,
  state: CallState,
  { leg, number, ringSeconds }: Extract<CallCommand, { do: 'dial' }>,
): void {
  const { agenda, call, now } = simulation
  const who = partyOf(state, leg)
  if (who !== null) tell(simulation, state.id, { what: 'rings', who, seconds: ringSeconds })
  const plan = (afterMs: number, event: Parameters<typeof agenda.plan>[0]['event']): void =>
    agenda.plan({ at: now + afterMs, key: `ring:${leg}`, call: null, event })
  const habit = call.habits[number] ?? 'takes'
  if (habit === 'busy') return plan(ringsAfterMs, { type: 'LegFailed', leg, reason: 'busy' })
  plan(ringsAfterMs, { type: 'LegRinging', leg })
  const ends = seconds(ringSeconds)
  if (habit === 'silent') return plan(ends, { type: 'LegFailed', leg, reason: 'noAnswer' })
  plan(Math.min(ringsAfterMs + answeredAfterMs, ends - beforeItEndsMs), { type: 'LegAnswered', leg })
}

function hangUp(simulation: Simulation, leg: string): void {
  const { agenda, playing, recording, up, now } = simulation
  if (agenda.has(`end:${leg}`)) return
  for (const key of [`ring:${leg}`, `press:${leg}`]) agenda.takeBack(key)
  for (const [playback, { leg: heard }] of playing) if (heard === leg) stopPlaying(simulation, playback)
  for (const [name, { leg: spoken }] of recording) if (spoken === leg) stopRecording(simulation, name)
  agenda.plan({
    at: now + hangUpMs,
    key: `end:${leg}`,
    call: null,
    event: up.has(leg) ? { type: 'LegEnded', leg } : { type: 'LegFailed', leg, reason: 'cancelled' },
  })
}
