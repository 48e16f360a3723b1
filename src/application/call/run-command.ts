import type { CallCommand } from '../../domain/call/call-command.ts'
import type { CallEvent } from '../../domain/call/call-event.ts'
import type { Telephony, TelephonyOutcome } from '../ports/telephony.ts'
import type { CallDeps } from './call-deps.ts'

/**
 * Carries out one command of a call and answers with the event that follows from its outcome, if one does. A caller who is
 * away is no event: the call is resumed when he is back.
 */
export async function runCommand(
  deps: Pick<CallDeps, 'telephony' | 'prompts'>,
  callId: string,
  command: CallCommand,
): Promise<CallEvent | null> {
  const outcome = await carryOut(deps, callId, command)
  if (!outcome.ok) {
    if (outcome.reason === 'away') return null
    if (command.do === 'stopRecording' && outcome.reason === 'gone') return missedEnd(deps.telephony, command.recording)
    return { type: 'CommandFailed', command, reason: outcome.reason, detail: outcome.detail }
  }
  return command.do === 'bridge' ? { type: 'LegsBridged', bridge: command.bridge } : null
}

/** A recording that has ended unnoticed (the network was away): its length is read from what was kept. */
async function missedEnd(telephony: Telephony, recording: string): Promise<CallEvent> {
  const file = await telephony.readRecording(recording)
  if (file === null) return { type: 'RecordingFailed', recording, reason: 'it is not there' }
  const seconds = Math.max(0, file.length - wavHeaderBytes) / wavBytesPerSecond
  return {
    type: 'RecordingFinished',
    recording,
    seconds: seconds < leastSeconds ? 0 : Math.max(1, Math.round(seconds)),
  }
}

/** 8 kHz, 16 bit, one channel; of silence alone a fraction of a second is kept. */
const wavHeaderBytes = 44
const wavBytesPerSecond = 16_000
const leastSeconds = 0.5

function carryOut(
  { telephony, prompts }: Pick<CallDeps, 'telephony' | 'prompts'>,
  callId: string,
  command: CallCommand,
): Promise<TelephonyOutcome> {
  switch (command.do) {
    case 'answer':
      telephony.tag(command.leg, callId)
      return telephony.answer(command.leg)
    case 'play':
      return telephony.play(command.leg, command.playback, prompts.media(command.phrases, command.language))
    case 'stopPlayback':
      return telephony.stopPlayback(command.playback)
    case 'record':
      return telephony.record({ ...command, stopKey: '#' })
    case 'stopRecording':
      return telephony.stopRecording(command.recording)
    case 'dial':
      return telephony.dial({ ...command, call: callId })
    case 'bridge':
      return telephony.bridge(command.bridge, command.legs, command.recording)
    case 'unbridge':
      return telephony.unbridge(command.bridge, command.recording)
    case 'hangUp':
      return telephony.hangUp(command.leg)
  }
}
