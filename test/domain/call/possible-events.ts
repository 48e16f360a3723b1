import type { CallCommand } from '../../../src/domain/call/call-command.ts'
import { type CallEvent, pinResults } from '../../../src/domain/call/call-event.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import { orderStatuses } from '../../../src/domain/dispatch/order-record.ts'

const keys = [...'0123456789*#A']
const reasons = ['gone', 'refused', 'unreachable'] as const
const stale = (id: string): string => `${id}_0`

/** Everything that can happen to a call as it stands, also what comes too late, twice, or never should. */
export function possibleEvents(state: CallState): readonly CallEvent[] {
  const legs = [...Object.keys(state.legs), stale(state.id)]
  const playbacks = Object.values(state.legs).flatMap(({ playback }) => playback ?? [])
  const recordings = [...Object.keys(state.recordings), stale(state.id)]
  const bridges = [...(state.bridge ? [state.bridge.id] : []), stale(state.id)]
  return [
    ...legs.flatMap<CallEvent>((leg) => [
      { type: 'LegEnded', leg },
      { type: 'LegRinging', leg },
      { type: 'LegAnswered', leg },
      { type: 'LegFailed', leg, reason: 'busy' },
      ...(leg in state.legs ? keys : ['1']).map<CallEvent>((digit) => ({ type: 'DigitPressed', leg, digit })),
    ]),
    ...[...playbacks, stale(state.id)].flatMap<CallEvent>((playback) => [
      { type: 'PromptFinished', playback },
      { type: 'PromptFailed', playback, reason: 'missing' },
    ]),
    ...recordings.flatMap<CallEvent>((recording) => [
      { type: 'RecordingFinished', recording, seconds: 5 },
      { type: 'RecordingFinished', recording, seconds: 0 },
      { type: 'RecordingFailed', recording, reason: 'disk' },
    ]),
    { type: 'RecordingDamaged', recording: state.matter?.statement ?? stale(state.id), reason: 'no WAV file' },
    ...bridges.map<CallEvent>((bridge) => ({ type: 'LegsBridged', bridge })),
    ...[...Object.keys(state.timers), 'unknown', `leg:${stale(state.id)}`].map<CallEvent>((timer) => ({
      type: 'TimerFired',
      timer,
    })),
    { type: 'Resumed', recordings: {} },
    ...(['running', 'missing'] as const).map<CallEvent>((now) => ({
      type: 'Resumed',
      recordings: Object.fromEntries(recordings.map((name) => [name, now])),
    })),
    { type: 'CaseNumbered', caseNumber: '2611230001' },
    ...pinResults.map<CallEvent>((result) => ({ type: 'PinChecked', result })),
    ...(['done', 'refused', 'failed'] as const).map<CallEvent>((outcome) => ({
      type: 'OverrideSettled',
      id: (state.position.at === 'overriding' ? state.position.override?.id : undefined) ?? stale(state.id),
      outcome,
      reason: null,
    })),
    ...orderStatuses.map<CallEvent>((status) => ({
      type: 'OrderChanged',
      orderId: state.matter?.orderId ?? 'none',
      status,
      by: 'api:unit',
    })),
    ...commandsUnderWay(state, legs, playbacks, recordings, bridges).flatMap((command) =>
      reasons.map<CallEvent>((reason) => ({ type: 'CommandFailed', command, reason, detail: 'made to fail' })),
    ),
  ]
}

/** One command of each kind for each thing there is. */
function commandsUnderWay(
  state: CallState,
  legs: readonly string[],
  playbacks: readonly string[],
  recordings: readonly string[],
  bridges: readonly string[],
): readonly CallCommand[] {
  const [leg = ''] = legs
  return [
    ...legs.flatMap<CallCommand>((one) => [
      { do: 'hangUp', leg: one },
      { do: 'dial', leg: one, number: '1', callerId: '1', ringSeconds: 5 },
    ]),
    ...(state.caller === null ? [] : [{ do: 'answer', leg: state.caller } as const]),
    ...playbacks.flatMap<CallCommand>((playback) => [
      { do: 'play', leg, playback, phrases: [], language: 'x-tone' },
      { do: 'stopPlayback', playback },
    ]),
    ...recordings.flatMap<CallCommand>((recording) => [
      { do: 'record', leg, recording, maxSeconds: 5, silenceSeconds: 3 },
      { do: 'stopRecording', recording },
    ]),
    ...bridges.flatMap<CallCommand>((bridge) => [
      { do: 'bridge', bridge, legs, recording: state.bridge?.recording ?? stale(state.id) },
      { do: 'unbridge', bridge, recording: null },
    ]),
  ]
}
