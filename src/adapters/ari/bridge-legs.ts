import type { BridgeId, LegId, RecordingName, TelephonyOutcome } from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import { type Carrier, carryOut, done, type Finding, look, type Request } from './outcomes.ts'
import { bridgePath, channelPath, liveRecordingPath, storedRecordingPath } from './paths.ts'

/**
 * Makes the bridge, puts the legs in and records both sides. A step that fails takes away what the ones before made.
 * A leg whose prompt still plays holds the joining up; after the request's time limit the bridge is taken away again, and
 * the leg that would have come late finds no bridge to enter.
 */
export async function bridgeLegs(
  carrier: Carrier,
  bridge: BridgeId,
  legs: readonly LegId[],
  recording: RecordingName | null,
): Promise<TelephonyOutcome> {
  const { connection } = carrier
  const path = bridgePath(bridge)
  const hasAll = (body: Record<string, unknown>): boolean =>
    Array.isArray(body.channels) && legs.every((leg) => (body.channels as unknown[]).includes(leg))

  const steps: (() => Promise<TelephonyOutcome>)[] = [
    // dtmf_events: without it a simple bridge swallows the keys.
    () =>
      carryOut(
        carrier,
        { method: 'POST', path, query: { type: 'mixing,dtmf_events' } },
        async () => notThere(await look(connection, path, () => true)),
        true,
      ),
    () =>
      carryOut(
        carrier,
        { method: 'POST', path: `${path}/addChannel`, query: { channel: legs.join(',') } },
        async () => {
          const found = await look(connection, path, hasAll)
          return found === 'no' && (await isAnyGone(connection, legs)) ? 'gone' : found
        },
        false,
      ),
  ]
  if (recording !== null)
    steps.push(() =>
      carryOut(
        carrier,
        { method: 'POST', path: `${path}/record`, query: { name: recording, format: 'wav', ifExists: 'fail' } },
        async () => notThere(await look(connection, liveRecordingPath(recording), () => true)),
        false,
      ),
    )

  for (const step of steps) {
    const outcome = await step()
    if (outcome.ok) continue
    await removeBridge(carrier, bridge)
    return outcome
  }
  return done
}

async function isAnyGone(connection: AriConnection, legs: readonly LegId[]): Promise<boolean> {
  const found = await Promise.all(legs.map((leg) => look(connection, channelPath(leg), () => true)))
  return found.includes('gone')
}

/** Stops the recording, then takes the bridge away. A recording that has stopped already is no fault. */
export async function unbridgeLegs(
  carrier: Carrier,
  bridge: BridgeId,
  recording: RecordingName | null,
): Promise<TelephonyOutcome> {
  if (recording !== null) await stopLiveRecording(carrier, recording)
  return removeBridge(carrier, bridge)
}

/** Stops a recording of a leg or a bridge and keeps what there is. */
export function stopLiveRecording(carrier: Carrier, recording: RecordingName): Promise<TelephonyOutcome> {
  const path = liveRecordingPath(recording)
  return untilGone(carrier, { method: 'POST', path: `${path}/stop` }, path)
}

/** Whether Asterisk knows this recording: one that waits for its turn or runs is `live`, one that is over is `stored`. */
export async function findRecording(
  { connection }: Carrier,
  recording: RecordingName,
): Promise<'live' | 'stored' | 'no' | 'unreachable'> {
  for (const [where, path] of [
    ['live', liveRecordingPath(recording)],
    ['stored', storedRecordingPath(recording)],
  ] as const) {
    const found = await look(connection, path, () => true)
    if (found === 'yes') return where
    if (found !== 'gone') return 'unreachable'
  }
  return 'no'
}

async function removeBridge(carrier: Carrier, bridge: BridgeId): Promise<TelephonyOutcome> {
  const path = bridgePath(bridge)
  const outcome = await untilGone(carrier, { method: 'DELETE', path }, path)
  // A bridge that is being taken away already answers 409 "not in Stasis application" for a moment.
  return !outcome.ok && outcome.detail.startsWith('HTTP 409') ? { ...outcome, reason: 'gone' } : outcome
}

/** Sends a request that takes something away: carried out once it is no longer there. */
export function untilGone(carrier: Carrier, request: Request, path: string): Promise<TelephonyOutcome> {
  const isGone = async (): Promise<Finding> => {
    const found = await look(carrier.connection, path, () => false)
    return found === 'gone' ? 'yes' : found
  }
  return carryOut(carrier, request, isGone, true)
}

/** For what is made by a request: not being there means that the request was not carried out. */
export const notThere = (found: Finding): Finding => (found === 'gone' ? 'no' : found)
