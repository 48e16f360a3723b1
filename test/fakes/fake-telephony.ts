import type { Alarms, Clock } from '../../src/application/ports/clock.ts'
import type {
  BridgeId,
  LegFailure,
  LegId,
  RecordingName,
  Telephony,
  TelephonyEvent,
  TelephonyOutcome,
  TelephonySnapshot,
} from '../../src/application/ports/telephony.ts'
import { type FakeLeg, newLeg, type Party, type Recorded } from './fake-line.ts'
import { createLegTasks } from './leg-tasks.ts'

/** A leg from the other end: what its telephone can do. */
export type FakeLine = {
  readonly leg: LegId
  ring(): void
  answer(): void
  reject(reason: LegFailure): void
  press(key: string): void
  /** Makes sound under this name for so long, from now on; whoever is bridged hears it at its end. */
  speak(name: string, seconds: number): void
  hangUp(): void
  /** Something is played to it, it is being recorded, or it is in a conversation. */
  isBusy(): boolean
  /** Legs it can hear. */
  bridgedWith(): readonly LegId[]
}

export type FakeTelephony = Telephony & {
  /** Somebody calls a number of ours. */
  call(dialled: string, caller: string | null, party: Party): FakeLine
  /** The connection to the network breaks: requests don't arrive, events are lost, calls go on. */
  cut(): void
  /** The connection is there (again). Resolves when the listeners have dealt with what exists. */
  connect(): Promise<void>
  /** Nobody listens any more: the server is gone. */
  forgetListeners(): void
  /** Makes requests of this kind fail, so often, without being carried out; `unreachable`: although the network is there. */
  fail(request: FailableRequest, times: number, reason?: 'refused' | 'unreachable'): void
  /** The file of a finished recording is no longer what it was. */
  damage(recording: RecordingName): void
  /** What exists; empty when every call is over. */
  left(): readonly string[]
}
export type FailableRequest = 'bridge' | 'record' | 'play' | 'dial'

/** A hang-up takes the network a moment. */
const hangUpMs = 20
/** A leg that is busy playing holds a bridge up for no longer. */
const bridgeWaitMs = 5000
const done: TelephonyOutcome = { ok: true }
const no = (reason: 'gone' | 'refused' | 'unreachable', detail: string): TelephonyOutcome => ({
  ok: false,
  reason,
  detail,
})
const gone = no('gone', 'there is no such thing')

/**
 * The telephone network in memory, on a clock that is moved. `ring` is asked for the telephone behind each number that is
 * dialled; null: nobody has it.
 */
export function createFakeTelephony(options: {
  readonly clock: Clock
  readonly alarms: Alarms
  readonly ring: (number: string, callerId: string, line: FakeLine) => Party | null
}): FakeTelephony {
  const { clock, alarms } = options
  const legs = new Map<LegId, FakeLeg>()
  const bridges = new Map<
    BridgeId,
    { legs: Set<LegId>; recording: RecordingName | null; began: number; voices: string[] }
  >()
  const recordings = new Map<RecordingName, Recorded>()
  const eventListeners: ((event: TelephonyEvent) => void)[] = []
  const connectedListeners: ((snapshot: TelephonySnapshot) => void | Promise<void>)[] = []
  const failing = new Map<FailableRequest, { times: number; readonly outcome: TelephonyOutcome }>()
  let connected = false
  let kept: TelephonyEvent[] | null = null
  let taking = true
  let arrivals = 0

  const emit = (event: TelephonyEvent): void => {
    if (!connected) return
    if (kept) kept.push(event)
    else for (const listener of eventListeners) listener(event)
  }
  const tasks = createLegTasks({ clock, alarms, emit, recordings })

  function end(leg: FakeLeg, by: 'network' | 'party' | 'dialplan', failure: LegFailure = 'noAnswer'): void {
    if (leg.ended) return
    leg.ended = true
    leg.cancelRing()
    tasks.end(leg)
    legs.delete(leg.id)
    if (leg.bridge !== null) bridges.get(leg.bridge)?.legs.delete(leg.id)
    if (leg.arrival || leg.up) emit({ type: 'LegEnded', leg: leg.id })
    else emit({ type: 'LegFailed', leg: leg.id, reason: leg.hangingUp ? 'cancelled' : failure })
    leg.party.ended(by)
  }

  function finishBridgeRecording(id: BridgeId): void {
    const bridge = bridges.get(id)
    if (!bridge || bridge.recording === null) return
    const { recording, voices } = bridge
    bridge.recording = null
    const seconds = Math.round((clock.now() - bridge.began) / 1000)
    recordings.set(recording, { seconds, voices })
    emit({ type: 'RecordingFinished', recording, seconds })
  }

  function lineOf(leg: FakeLeg): FakeLine {
    return {
      leg: leg.id,
      ring() {
        if (leg.ended || leg.rang || leg.up) return
        leg.rang = true
        emit({ type: 'LegRinging', leg: leg.id })
      },
      answer() {
        if (leg.ended || leg.up) return
        leg.cancelRing()
        leg.up = true
        leg.party.answered()
        emit({ type: 'LegAnswered', leg: leg.id })
      },
      reject: (reason) => end(leg, 'party', reason),
      press(digit) {
        const [task] = leg.queue
        if (leg.ended) return
        if (task?.kind === 'record' && digit === task.request.stopKey) tasks.stopRecording(leg)
        else emit({ type: 'DigitPressed', leg: leg.id, digit })
      },
      speak(name, seconds) {
        if (leg.ended) return
        if (leg.queue[0]?.kind === 'record') {
          leg.voices.push(name)
          leg.spokenUntil = Math.max(leg.spokenUntil, clock.now() + seconds * 1000)
        }
        const bridge = leg.bridge === null ? undefined : bridges.get(leg.bridge)
        bridge?.voices.push(name)
        for (const id of bridge?.legs ?? []) if (id !== leg.id) legs.get(id)?.party.heard(name)
      },
      hangUp: () => end(leg, 'party', leg.up ? 'noAnswer' : 'refused'),
      isBusy: () => leg.queue.length > 0 || leg.bridge !== null,
      bridgedWith: () =>
        leg.bridge === null ? [] : [...(bridges.get(leg.bridge)?.legs ?? [])].filter((id) => id !== leg.id),
    }
  }

  /** In the leg's order; a leg that is being hung up takes no more requests. */
  async function inOrder(
    ids: readonly LegId[],
    request: (legs: FakeLeg[]) => TelephonyOutcome | Promise<TelephonyOutcome>,
  ) {
    if (!connected) return no('unreachable', 'the network is not there')
    const found = ids.flatMap((id) => legs.get(id) ?? [])
    if (found.length < ids.length) return gone
    const before = found.flatMap((leg) => leg.lastRequest ?? [])
    const run = () => (found.some((leg) => leg.ended || leg.hangingUp) ? gone : request(found))
    const answer = before.length === 0 ? Promise.resolve(run()) : Promise.allSettled(before).then(run)
    for (const leg of found) leg.lastRequest = answer
    const outcome = await answer
    for (const leg of found) if (leg.lastRequest === answer) leg.lastRequest = null
    return outcome
  }

  const failure = (request: FailableRequest): TelephonyOutcome | null => {
    const made = failing.get(request)
    if (!made || made.times === 0) return null
    made.times -= 1
    return made.outcome
  }

  /** Resolves once nothing is played at the legs; false: one has ended, or it took too long. */
  const untilQuiet = (waiting: readonly FakeLeg[], until: number): Promise<boolean> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (waiting.some((leg) => leg.ended) || clock.now() >= until) resolve(false)
        else if (waiting.every((leg) => leg.queue.length === 0)) resolve(true)
        else alarms.set(clock.now() + 50, look)
      }
      look()
    })

  async function snapshot(): Promise<TelephonySnapshot | null> {
    if (!connected) return null
    return {
      node: 'fake',
      legs: [...legs.values()].map((leg) => ({
        leg: leg.id,
        call: leg.call,
        up: leg.up,
        arrived: leg.arrival !== null,
        dialled: leg.arrival?.dialled ?? null,
        caller: leg.arrival?.caller ?? null,
        away: false,
        unrung: false,
      })),
      inFallback: [],
      upMs: null,
      bridges: [...bridges].map(([bridge, { legs: inside }]) => ({ bridge, legs: [...inside] })),
    }
  }

  return {
    onEvent: (listener) => void eventListeners.push(listener),
    onConnected: (listener) => void connectedListeners.push(listener),
    status: () => ({ connected, reason: connected ? null : 'cut' }),
    answer: (id) =>
      inOrder([id], ([leg]) => {
        if (leg && !leg.up) {
          leg.up = true
          leg.party.answered()
        }
        return done
      }),
    play: (id, playback, media) =>
      inOrder([id], ([leg]) => {
        const failed = failure('play')
        if (failed) return failed
        if (media.length === 0) return no('refused', 'not a sound: nothing')
        if (leg!.bridge !== null) return no('refused', 'the leg is in a bridge')
        tasks.add(leg!, { kind: 'play', playback, media })
        return done
      }),
    async stopPlayback(playback) {
      if (!connected) return no('unreachable', 'the network is not there')
      const isIt = (leg: FakeLeg) => leg.queue.some((task) => task.kind === 'play' && task.playback === playback)
      const leg = [...legs.values()].find(isIt)
      if (!leg) return gone
      tasks.stopPlayback(leg, playback)
      return done
    },
    record: (request) =>
      inOrder([request.leg], ([leg]) => {
        const failed = failure('record')
        if (failed) return failed
        tasks.add(leg!, { kind: 'record', request })
        return done
      }),
    async stopRecording(recording) {
      if (!connected) return no('unreachable', 'the network is not there')
      const isIt = ({ queue: [task] }: FakeLeg) => task?.kind === 'record' && task.request.recording === recording
      const leg = [...legs.values()].find(isIt)
      const bridge = [...bridges].find(([, candidate]) => candidate.recording === recording)
      if (leg) tasks.stopRecording(leg)
      else if (bridge) finishBridgeRecording(bridge[0])
      else return gone
      return done
    },
    async dial({ leg: id, call, number, callerId, ringSeconds }) {
      if (!connected) {
        // What never began ends all the same; nobody has to tell us so.
        for (const listener of eventListeners) listener({ type: 'LegFailed', leg: id, reason: 'unreachable' })
        return no('unreachable', 'the network is not there')
      }
      if (legs.has(id)) return no('refused', 'there is a leg of this id')
      // As Asterisk does, which compares only as many letters as the new id has.
      if ([...legs.keys()].some((other) => other.startsWith(id))) {
        emit({ type: 'LegFailed', leg: id, reason: 'unreachable' })
        return no('refused', 'the id of another leg begins with it')
      }
      if (!/^[0-9]{1,20}$/.test(number) || failure('dial')) {
        emit({ type: 'LegFailed', leg: id, reason: 'unallocated' })
        return no('refused', 'not a telephone number')
      }
      let party: Party | null = null
      const leg = newLeg({
        id,
        arrival: null,
        call,
        party: {
          heard: (sound) => party?.heard(sound),
          answered: () => party?.answered(),
          ended: (by) => party?.ended(by),
        },
      })
      legs.set(id, leg)
      party = options.ring(number, callerId, lineOf(leg))
      if (party === null) end(leg, 'network', 'unallocated')
      else if (!leg.ended)
        leg.cancelRing = alarms.set(clock.now() + ringSeconds * 1000, () => end(leg, 'network', 'noAnswer'))
      return done
    },
    bridge: (id, ids, recording) =>
      inOrder(ids, async (found) => {
        const failed = failure('bridge')
        if (failed) return failed
        if (!(await untilQuiet(found, clock.now() + bridgeWaitMs))) {
          return found.some((leg) => leg.ended) ? gone : no('refused', 'a leg is busy')
        }
        bridges.set(id, { legs: new Set(ids), recording, began: clock.now(), voices: [] })
        for (const leg of found) leg.bridge = id
        return done
      }),
    async unbridge(id, recording) {
      if (!connected) return no('unreachable', 'the network is not there')
      // A bridge that is still being made is waited for.
      const making = [...legs.values()].flatMap((leg) => leg.lastRequest ?? [])
      if (!bridges.has(id)) await Promise.allSettled(making)
      const bridge = bridges.get(id)
      if (!bridge) return gone
      if (recording !== null) finishBridgeRecording(id)
      bridges.delete(id)
      for (const inside of bridge.legs) {
        const leg = legs.get(inside)
        if (leg?.bridge === id) leg.bridge = null
      }
      return done
    },
    async hangUp(id) {
      if (!connected) return no('unreachable', 'the network is not there')
      const leg = legs.get(id)
      if (!leg) return gone
      if (!leg.hangingUp) alarms.set(clock.now() + hangUpMs, () => end(leg, 'network'))
      leg.hangingUp = true
      return done
    },
    async handToDialplan(id) {
      if (!connected) return no('unreachable', 'the network is not there')
      const leg = legs.get(id)
      if (!leg) return gone
      end(leg, 'dialplan')
      return done
    },
    snapshot,
    tag: (id, call) =>
      inOrder([id], ([leg]) => {
        leg!.call = call
        return done
      }),
    async takeNewCalls(take) {
      if (!connected) return no('unreachable', 'the network is not there')
      taking = take
      return done
    },
    async recordingLength(name) {
      const runs =
        [...legs.values()].some(({ queue: [task] }) => task?.kind === 'record' && task.request.recording === name) ||
        [...bridges.values()].some(({ recording }) => recording === name)
      if (!connected) return null
      return runs ? 'running' : (recordings.get(name)?.seconds ?? 'missing')
    },
    async deleteRecording(name) {
      if (!connected) return false
      recordings.delete(name)
      return true
    },
    async readRecording(name) {
      const found = recordings.get(name)
      if (!found) return null
      const file = new Uint8Array(44 + 16_000 * Math.max(0.2, found.seconds))
      if (!found.damaged) new TextEncoder().encodeInto('RIFF....WAVE', file)
      return file
    },
    damage(name) {
      const found = recordings.get(name)
      if (found) recordings.set(name, { ...found, damaged: true })
    },

    call(dialled, caller, party) {
      arrivals += 1
      const leg = newLeg({ id: `caller-${arrivals}`, arrival: { dialled, caller }, call: null, party })
      if (!connected || !taking) {
        leg.ended = true
        queueMicrotask(() => party.ended('dialplan'))
        return lineOf(leg)
      }
      legs.set(leg.id, leg)
      emit({ type: 'CallArrived', leg: leg.id, dialled, caller, node: 'fake' })
      return lineOf(leg)
    },
    cut() {
      connected = false
      kept = null
    },
    async connect() {
      connected = true
      kept = []
      const found = await snapshot()
      for (const listener of connectedListeners) if (found) await listener(found)
      const before = kept ?? []
      kept = null
      for (const event of before) emit(event)
    },
    forgetListeners() {
      eventListeners.length = 0
      connectedListeners.length = 0
    },
    fail: (request, times, reason = 'refused') =>
      void failing.set(request, { times, outcome: no(reason, 'made to fail') }),
    left: () => [
      ...[...legs.keys()].map((leg) => `leg ${leg}`),
      ...[...legs.values()].flatMap(({ queue }) => queue.map((task) => `${task.kind} that runs`)),
      ...[...bridges.keys()].map((bridge) => `bridge ${bridge}`),
      ...[...bridges.values()].flatMap(({ recording }) => (recording === null ? [] : [`recording ${recording}`])),
    ],
  }
}
