import type {
  BridgeId,
  LegId,
  PlaybackId,
  RecordingName,
  Telephony,
  TelephonyEvent,
  TelephonyOutcome,
  TelephonySnapshot,
} from '../../application/ports/telephony.ts'
import type { Logger } from '../../logger.ts'
import type { AriConnection } from './ari-connection.ts'
import { bridgeLegs, unbridgeLegs } from './bridge-legs.ts'
import { type DialOptions, dialLeg } from './dial-leg.ts'
import { type EndpointState, endpointStates } from './endpoint-states.ts'
import { createLeavers } from './leavers.ts'
import { createLegEvents } from './leg-events.ts'
import { addLeg, inOrder, type Leg, type Legs, tellOf } from './legs.ts'
import { type Carrier, carryOut, done, gone, look, refused } from './outcomes.ts'
import { channelPath } from './paths.ts'
import { arrivalMs, createPatience } from './patience.ts'
import { createPlaybacks } from './playbacks.ts'
import { createRecordings } from './recordings.ts'
import { routeEvents } from './route-events.ts'
import { readStock } from './take-stock.ts'

export type AriTelephonyOptions = {
  readonly connection: AriConnection
  /** Name of this Asterisk, for events. */
  readonly node: string
  /** PJSIP endpoints that carry calls to telephone numbers, the preferred one first. */
  readonly endpoints: readonly string[]
  /** Numbers that are telephones registered with this Asterisk, rung without a trunk. */
  readonly phones?: ReadonlySet<string>
  /** See {@link DialOptions}. */
  readonly lastResort?: (number: string) => string
  /** Stasis application the connection listens to. */
  readonly app: string
  readonly logger: Logger
  readonly delay: (ms: number) => Promise<void>
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic?: () => number
}

export type AriTelephony = Telephony & {
  /** Whether the trunks answer, as Asterisk's own pings (`qualify_frequency`) see it. */
  endpointStates(): Promise<readonly EndpointState[]>
  /** What is remembered at this moment; all zero when there is no call. */
  remembered(): {
    readonly legs: number
    readonly playbacks: number
    readonly recordings: number
    readonly bridges: number
  }
}

/** What the dialplan takes at most to give back a caller whose time has come, in ms; measured: 2. */
const roundTripMs = 100

/** ARI operations without which there is no telephony: for `AriConnectionOptions.operations`. */
export const neededOperations: readonly string[] = [
  'applications.get',
  'asterisk.setGlobalVar',
  'bridges.createWithId',
  'bridges.addChannel',
  'bridges.record',
  'channels.create',
  'channels.dial',
  'channels.playWithId',
  'channels.record',
  'endpoints.listByTech',
  'playbacks.stop',
  'recordings.stop',
  'recordings.getStoredFile',
  'recordings.deleteStored',
]

/** Telephony over one Asterisk. The connection is opened and closed by whoever made it. */
export function createAriTelephony(options: AriTelephonyOptions): AriTelephony {
  const { connection, logger, delay } = options
  const carrier: Carrier = { connection, delay }
  const legs: Legs = new Map()
  const bridging = new Map<BridgeId, Promise<unknown>>()
  const listeners: ((event: TelephonyEvent) => void)[] = []
  const emit = (event: TelephonyEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        logger.error({ err: error, event: event.type }, 'a listener of the telephony failed')
      }
    }
  }
  const now = options.monotonic ?? (() => performance.now())
  const patience = createPatience({ connection, now })
  const dialOptions: DialOptions = { ...options, legs, patience, emit }
  const playbacks = createPlaybacks({ ...carrier, legs, patience, emit })
  const recordings = createRecordings({ ...carrier, legs, patience, emit })

  const legEvents = createLegEvents({
    legs,
    node: options.node,
    emit,
    onGhost(id) {
      logger.warn({ leg: id }, 'a leg that was given up came late and is hung up')
      void connection.request('DELETE', channelPath(id))
    },
    onLeft: (leg) => leavers.add(leg),
    onBack(leg, arrival) {
      leavers.forget(leg)
      leg.patientUntil = now() + arrivalMs
      if (!leg.away) return
      leg.away = false
      logger.info({ leg: leg.id }, 'a caller who was left alone is back')
      tellOf(leg, { type: 'LegReturned', leg: leg.id, ...arrival, node: options.node }, emit)
    },
    onKey(leg) {
      if (leg.stopKeys === 0) patience.onKey(leg)
    },
    onEnded: (leg) => recordings.forgetLeg(leg),
    tryNextTrunk(leg) {
      const { dialled } = leg
      if (!dialled?.request || dialled.trunk + 1 >= options.endpoints.length) return false
      dialled.trunk++
      logger.warn(
        { leg: leg.id, trunk: options.endpoints[dialled.trunk] },
        'the trunk did not carry the call, trying the next',
      )
      void dialLeg(dialOptions, leg, dialled.request)
      return true
    },
  })
  const leavers = createLeavers({ ...carrier, legs, app: options.app, end: legEvents.end })
  const stock = routeEvents({
    ...options,
    legs,
    legEvents,
    playbacks,
    recordings,
    onAway: (leg) => leavers.add(leg),
  })

  /** In the leg's order; a leg that is not known (any more) is asked about all the same, Asterisk knows best. */
  const ofLeg = (id: LegId, request: () => Promise<TelephonyOutcome>): Promise<TelephonyOutcome> => {
    const leg = legs.get(id)
    return leg ? inOrder([leg], gone('it is being hung up'), () => unlessAway(leg, request)) : request()
  }
  async function unlessAway(leg: Leg, request: () => Promise<TelephonyOutcome>): Promise<TelephonyOutcome> {
    if (leg.away) return isAway
    const outcome = await request()
    // He may be on his way through the dialplan and back to us at this very moment.
    if (outcome.ok || leg.dialled || !outcome.detail.startsWith('HTTP 409')) return outcome
    await delay(roundTripMs)
    return leg.away ? isAway : request()
  }
  const isAway = Promise.resolve<TelephonyOutcome>({ ok: false, reason: 'away', detail: 'until the dialplan is done' })
  async function join(
    known: readonly Leg[],
    bridge: BridgeId,
    ids: readonly LegId[],
    recording: RecordingName | null,
  ): Promise<TelephonyOutcome> {
    if (known.some((leg) => leg.away)) return isAway
    await patience.forConversation(known)
    const outcome = await bridgeLegs(carrier, bridge, ids, recording)
    if (!outcome.ok) for (const leg of known) patience.forget(leg)
    return outcome
  }
  const isUp = ({ state }: Record<string, unknown>): boolean => state === 'Up'

  return {
    onEvent: (listener) => void listeners.push(listener),
    onConnected: (listener: (snapshot: TelephonySnapshot) => void | Promise<void>) => stock.onConnected(listener),
    status: stock.status,

    answer: (id) =>
      ofLeg(id, () => {
        const path = channelPath(id)
        return carryOut(carrier, { method: 'POST', path: `${path}/answer` }, () => look(connection, path, isUp), true)
      }),

    play: (id, playback, media) => ofLeg(id, () => playbacks.play(id, playback, media)),
    stopPlayback: (playback: PlaybackId) => playbacks.stop(playback),

    record: (request) =>
      ofLeg(request.leg, () => {
        const leg = legs.get(request.leg)
        return leg ? recordings.record(leg, request) : Promise.resolve(gone('there is no such leg'))
      }),
    stopRecording: (recording: RecordingName) => recordings.stop(recording),
    recordingLength: (recording: RecordingName) => recordings.length(recording),
    readRecording: (recording: RecordingName) => recordings.read(recording),
    deleteRecording: (recording: RecordingName) => recordings.erase(recording),

    async dial(request) {
      if (legs.has(request.leg)) return refused('there is a leg of this id')
      if (!/^[0-9]{1,20}$/.test(request.number)) {
        // A leg that was asked for ends in one event, also when it never began.
        emit({ type: 'LegFailed', leg: request.leg, reason: 'unallocated' })
        return refused(`${request.number.length} characters that are not a telephone number`)
      }
      const leg = addLeg(legs, request.leg, { request, trunk: 0 }, false)
      return inOrder([leg], gone('it is being hung up'), () => dialLeg(dialOptions, leg, request))
    },

    bridge(bridge, ids, recording) {
      const known = ids.flatMap((id) => legs.get(id) ?? [])
      const made = inOrder(known, gone('a leg is being hung up'), () => join(known, bridge, ids, recording))
      bridging.set(bridge, made)
      return made.finally(() => bridging.delete(bridge))
    },

    async unbridge(bridge, recording) {
      await bridging.get(bridge)
      return unbridgeLegs(carrier, bridge, recording)
    },

    // Not in the leg's order: it overtakes what waits.
    async hangUp(id) {
      const leg: Leg | undefined = legs.get(id)
      if (leg) leg.hangingUp = true
      // Its channel may not exist yet: `dialLeg` sees to it that it never rings.
      const isDialling = leg !== undefined && leg.dialling > 0
      const path = channelPath(id)
      const isGone = async () => {
        const found = await look(connection, path, () => false)
        return found === 'gone' ? 'yes' : found
      }
      const outcome = await carryOut(carrier, { method: 'DELETE', path }, isGone, true)
      if (leg && !outcome.ok && outcome.reason === 'unreachable') leg.hangingUp = false
      return isDialling && !outcome.ok && outcome.reason === 'gone' ? done : outcome
    },

    tag: (id, call) =>
      ofLeg(id, () => {
        const path = channelPath(id)
        const isTagged = ({ channelvars }: Record<string, unknown>): boolean =>
          (channelvars as Record<string, unknown> | undefined)?.HOTLINE_CALL === call
        const query = patience.forCall(legs.get(id), call)
        return carryOut(
          carrier,
          { method: 'POST', path: `${path}/variable`, query },
          () => look(connection, path, isTagged),
          true,
        )
      }),

    // Leaving Stasis ends the leg for us (`leavers.ts`); the caller is served by the dialplan from here.
    handToDialplan: (id) =>
      carryOut(
        carrier,
        {
          method: 'POST',
          path: `${channelPath(id)}/continue`,
          query: { context: 'fallback', extension: 's', priority: 1 },
        },
        async () => {
          const found = await look(connection, channelPath(id), () => false)
          return found === 'gone' ? 'yes' : found
        },
        true,
      ),

    snapshot: () => readStock(connection, options.app, options.node, legs),

    takeNewCalls(take) {
      const value = take ? 'yes' : 'no'
      const path = '/asterisk/variable'
      return carryOut(
        carrier,
        { method: 'POST', path, query: { variable: 'HOTLINE_TAKES_CALLS', value } },
        () => look(connection, `${path}?variable=HOTLINE_TAKES_CALLS`, (body) => body.value === value),
        true,
      )
    },

    endpointStates: () => endpointStates(connection, options.endpoints),
    remembered: () => ({
      legs: legs.size,
      playbacks: playbacks.size(),
      recordings: recordings.running.size,
      bridges: bridging.size,
    }),
  }
}
