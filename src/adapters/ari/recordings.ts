import type {
  RecordingName,
  RecordRequest,
  TelephonyEvent,
  TelephonyOutcome,
} from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import type { RawEvent } from './ari-request.ts'
import { findRecording, stopLiveRecording } from './bridge-legs.ts'
import { type Leg, type Legs, tellOf } from './legs.ts'
import { type Carrier, carryOut, look } from './outcomes.ts'
import { channelPath, storedRecordingPath } from './paths.ts'
import type { Patience } from './patience.ts'
import { bytesPerSecond, headerBytes } from './sound-length.ts'

/**
 * Shorter than this, nothing was said. Of pure silence Asterisk keeps exactly 0.2 s, whatever ended the recording, and
 * reports a duration of 0 or 1; 0.6 s of speech it reports as 0 as well.
 */
const shortestStatementSeconds = 0.5

export type RecordingsOptions = Carrier & {
  readonly legs: Legs
  readonly patience: Patience
  emit(event: TelephonyEvent): void
}

/** Starts and stops recordings of legs, and tells how they ended. */
export function createRecordings(options: RecordingsOptions) {
  const { connection, legs, patience, emit } = options
  /**
   * Recordings of ours that have not ended: whose leg they are of, whether the request for it is still under way, and
   * whether the stop came before the start.
   */
  const running = new Map<RecordingName, { readonly leg: Leg; asking: boolean; started: boolean; stopped: boolean }>()

  const tell = (leg: Leg | undefined, event: TelephonyEvent): void => {
    if (leg) tellOf(leg, event, emit)
    else emit(event)
  }
  const forget = (recording: RecordingName): void => {
    const known = running.get(recording)
    if (known?.started) known.leg.stopKeys--
    if (known) patience.forget(known.leg)
    running.delete(recording)
  }

  return {
    running,

    async record(leg: Leg, request: RecordRequest): Promise<TelephonyOutcome> {
      const asked = { leg, asking: true, started: false, stopped: false }
      running.set(request.recording, asked)
      await patience.forRecording(leg, request.maxSeconds)
      const outcome = await carryOut(
        options,
        {
          method: 'POST',
          path: `${channelPath(leg.id)}/record`,
          query: {
            name: request.recording,
            format: 'wav',
            maxDurationSeconds: request.maxSeconds,
            maxSilenceSeconds: request.silenceSeconds,
            terminateOn: request.stopKey,
            ifExists: 'fail',
            beep: false,
          },
        },
        async () => {
          const found = await findRecording(options, request.recording)
          return found === 'live' || found === 'stored'
            ? 'yes'
            : found === 'no'
              ? await legIsThere(connection, leg)
              : found
        },
        false,
      )
      asked.asking = false
      if (outcome.ok) patience.afterRecording(leg)
      else forget(request.recording)
      return outcome
    },

    /** A recording that waits behind a prompt can't be stopped yet (Asterisk says yes and starts it later): it is stopped as it starts. */
    async stop(recording: RecordingName): Promise<TelephonyOutcome> {
      const known = running.get(recording)
      if (known) known.stopped = true
      return stopLiveRecording(options, recording)
    },

    started(event: RawEvent): void {
      const { name } = event.recording as { name: RecordingName }
      const known = running.get(name)
      if (!known) return
      known.started = true
      known.leg.stopKeys++
      if (known.stopped) void stopLiveRecording(options, name)
    },

    finished(event: RawEvent): void {
      const { name, duration, target_uri } = event.recording as { name: string; duration?: number; target_uri?: string }
      forget(name)
      const leg = target_uri?.startsWith('channel:') ? legs.get(target_uri.slice('channel:'.length)) : undefined
      const seconds = Math.round(duration ?? 0)
      if (seconds > 1) {
        tell(leg, { type: 'RecordingFinished', recording: name, seconds })
        return
      }
      const told = (leg?.lastEvent ?? Promise.resolve())
        .then(() => storedLength(connection, name))
        .then((measured) => emit({ type: 'RecordingFinished', recording: name, seconds: measured ?? 0 }))
      if (!leg) return
      const last = told.then(() => {
        if (leg.lastEvent === last) leg.lastEvent = null
      })
      leg.lastEvent = last
    },

    failed(event: RawEvent): void {
      const { name, cause, target_uri } = event.recording as { name: string; cause?: string; target_uri?: string }
      forget(name)
      const failed = { type: 'RecordingFailed', recording: name, reason: cause ?? 'unknown' } as const
      tell(legs.get(target_uri?.slice('channel:'.length) ?? ''), failed)
    },

    /** A recording that never began ends with its leg, without an event of its own. */
    forgetLeg(leg: Leg): void {
      for (const [name, known] of running) if (known.leg === leg) running.delete(name)
    },

    async length(recording: RecordingName): Promise<number | 'running' | 'missing' | null> {
      if (running.get(recording)?.asking) return null
      const found = await findRecording(options, recording)
      if (found === 'live') return 'running'
      if (found === 'unreachable') return null
      const stored = found === 'stored' ? await storedLength(connection, recording) : 'missing'
      // Its end was missed, or its beginning never was: its key is nobody's any more.
      if (stored !== null) forget(recording)
      return stored
    },
    read: (recording: RecordingName): Promise<Uint8Array | null> => readStored(connection, recording),
    erase: (recording: RecordingName): Promise<boolean> => deleteStored(connection, recording),
  }
}

/** Whole seconds of sound, at least 1 when something was said, 0 when nothing was. */
async function storedLength(connection: AriConnection, recording: RecordingName): Promise<number | null> {
  const bytes = await connection.size(`${storedRecordingPath(recording)}/file`)
  if (bytes === null) return null
  const seconds = (bytes - headerBytes) / bytesPerSecond
  return seconds < shortestStatementSeconds ? 0 : Math.max(1, Math.round(seconds))
}

/** null: there is none, or Asterisk did not answer twice. */
async function readStored(connection: AriConnection, recording: RecordingName): Promise<Uint8Array | null> {
  const path = `${storedRecordingPath(recording)}/file`
  let response = await connection.request('GET', path)
  if (response.outcome !== 'answered') response = await connection.request('GET', path)
  return response.outcome === 'answered' && response.status === 200 && response.body instanceof Uint8Array
    ? response.body
    : null
}

/** One that is not there is gone, too; what nobody has answered may be there still. */
async function deleteStored(connection: AriConnection, recording: RecordingName): Promise<boolean> {
  const response = await connection.request('DELETE', storedRecordingPath(recording))
  return response.outcome === 'answered' && (response.status === 204 || response.status === 404)
}

async function legIsThere(connection: AriConnection, leg: Leg) {
  const found = await look(connection, channelPath(leg.id), () => true)
  return found === 'yes' ? ('no' as const) : found
}
