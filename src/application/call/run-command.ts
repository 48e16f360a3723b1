import type { NetworkCommand } from '../../domain/call/call-command.ts'
import type { CallEvent } from '../../domain/call/call-event.ts'
import type { Telephony, TelephonyOutcome } from '../ports/telephony.ts'
import type { CallDeps } from './call-deps.ts'
import { faultOfWav, secondsOfWav } from './wav-file.ts'

/**
 * Carries out one command of a call and answers with the event that follows from its outcome, if one does. A caller who is
 * away is no event: the call is resumed when he is back.
 */
export async function runCommand(
  deps: Pick<CallDeps, 'telephony' | 'prompts'>,
  callId: string,
  command: NetworkCommand,
): Promise<CallEvent | null> {
  const [outcome, damage] = await Promise.all([carryOut(deps, callId, command), damageOf(deps.telephony, command)])
  if (!outcome.ok) {
    if (outcome.reason === 'away') return null
    if (command.do === 'stopRecording' && outcome.reason === 'gone') return missedEnd(deps.telephony, command.recording)
    return { type: 'CommandFailed', command, reason: outcome.reason, detail: outcome.detail }
  }
  return command.do === 'bridge' ? { type: 'LegsBridged', bridge: command.bridge } : damage
}

/** A recording that has ended unnoticed (the network was away): its length is read from what was kept. */
async function missedEnd(telephony: Telephony, recording: string): Promise<CallEvent> {
  const file = await telephony.readRecording(recording)
  if (file === null) return { type: 'RecordingFailed', recording, reason: 'it is not there' }
  return { type: 'RecordingFinished', recording, seconds: secondsOfWav(file) }
}

/**
 * Words that were recorded are looked at while they are being played: the telephone system passes over a file that it can't
 * read without a word. The playing does not wait for this: what comes after it must keep its order.
 */
async function damageOf(telephony: Telephony, command: NetworkCommand): Promise<CallEvent | null> {
  if (command.do !== 'play') return null
  for (const phrase of command.phrases) {
    if (!('recording' in phrase)) continue
    const reason = faultOfWav(await telephony.readRecording(phrase.recording))
    if (reason !== null && telephony.status().connected) {
      return { type: 'RecordingDamaged', recording: phrase.recording, reason }
    }
  }
  return null
}

function carryOut(
  { telephony, prompts }: Pick<CallDeps, 'telephony' | 'prompts'>,
  callId: string,
  command: NetworkCommand,
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
