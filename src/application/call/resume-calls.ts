import type { Parting } from '../../domain/call/call-event.ts'
import type { CallState, Leg } from '../../domain/call/call-state.ts'
import { lostReason, unrungReason } from '../../domain/call/steps/parting.ts'
import type { TelephonySnapshot } from '../ports/telephony.ts'
import type { CallDeps } from './call-deps.ts'
import type { CallFlow } from './call-flow.ts'

type Deps = Pick<CallDeps, 'telephony' | 'clock' | 'log'>

/**
 * The network is there again, with what it has now. What happened meanwhile is fed in as the events that were missed;
 * calls go on, callers who came in meanwhile are answered, and what belongs to nobody is taken down.
 */
export async function resumeCalls(deps: Deps, flow: CallFlow, snapshot: TelephonySnapshot): Promise<void> {
  const present = new Map(snapshot.legs.map((leg) => [leg.leg, leg]))
  const states = [...flow.live.all()]
  const recorded = await Promise.all(states.map((state) => hearRecordings(deps, flow, state)))
  for (const [index, state] of states.entries()) {
    for (const [id, leg] of callerFirst(state)) {
      const there = present.get(id)
      // By the leg: the caller's end, if that was missed too, takes the others into a call of their own.
      if (!there) flow.hear(missed(id, leg, partingOf(deps, state, id, snapshot)))
      else if (leg.role === 'caller' && !there.up) void deps.telephony.answer(id)
      else if (there.unrung && leg.progress === 'dialling') {
        void deps.telephony.hangUp(id)
        flow.hear({ type: 'LegFailed', leg: id, reason: unrungReason })
      } else if (there.up && (leg.progress === 'dialling' || leg.progress === 'ringing')) {
        flow.hear({ type: 'LegAnswered', leg: id })
      }
    }
    // A caller whom the dialplan keeps company resumes his call when he is back; the end of a statement leads on by itself.
    const isAway = present.get(state.caller ?? '')?.away === true
    const { ended = false, recordings = {} } = recorded[index] ?? {}
    const isLedOn = state.position.at === 'statement' && ended
    if (!isAway && !isLedOn) flow.post(state.id, { type: 'Resumed', recordings })
  }
  await takeDownBridges(deps, states, snapshot)
  await seeToStrays(deps, flow, states, snapshot)
  deps.log.info({ calls: states.length, legs: snapshot.legs.length }, 'calls resumed')
}

/** Recordings go on by themselves; what is known of them is told; those that ended while nobody listened are what the case keeps. */
async function hearRecordings({ telephony }: Deps, flow: CallFlow, state: CallState) {
  const recordings: Record<string, 'running' | 'missing'> = {}
  let ended = false
  for (const recording of Object.keys(state.recordings)) {
    const length = await telephony.recordingLength(recording)
    if (length === null) continue
    if (typeof length === 'string') {
      recordings[recording] = length
      continue
    }
    ended = true
    flow.hear({ type: 'RecordingFinished', recording, seconds: length })
  }
  return { ended, recordings }
}

const callerFirst = ({ legs, caller }: CallState): [string, Leg][] =>
  Object.entries(legs).sort(([a], [b]) => Number(b === caller) - Number(a === caller))

/** How a leg that is gone has gone, as far as anybody can tell now. */
function partingOf({ clock }: Deps, state: CallState, leg: string, { inFallback, upMs }: TelephonySnapshot): Parting {
  if (inFallback.includes(leg)) return 'fallback'
  return upMs !== null && state.record.openedAt < clock.now() - upMs ? 'lost' : 'unwatched'
}

const missed = (leg: string, { progress }: Leg, how: Parting) =>
  progress === 'dialling' || progress === 'ringing'
    ? ({ type: 'LegFailed', leg, reason: how === 'lost' ? lostReason : 'unreachable' } as const)
    : ({ type: 'LegEnded', leg, how } as const)

async function takeDownBridges(deps: Deps, states: readonly CallState[], snapshot: TelephonySnapshot): Promise<void> {
  const bridges = new Set(states.map((state) => state.bridge?.id))
  for (const bridge of snapshot.bridges) {
    if (bridges.has(bridge.bridge)) continue
    deps.log.warn({ bridge: bridge.bridge }, 'a bridge without a call is taken down')
    await deps.telephony.unbridge(bridge.bridge, null)
  }
}

/** Legs without a call: somebody who called is answered, whoever we called is let go. */
async function seeToStrays(
  { telephony, log }: Deps,
  flow: CallFlow,
  states: readonly CallState[],
  snapshot: TelephonySnapshot,
): Promise<void> {
  const owned = new Set(states.flatMap((state) => Object.keys(state.legs)))
  for (const { leg, call, arrived, away, dialled, caller } of snapshot.legs) {
    if (owned.has(leg) || away) continue
    if (arrived) flow.hear({ type: 'CallArrived', leg, dialled: dialled ?? '', caller, node: snapshot.node })
    else {
      log.warn({ leg, call }, 'a leg without a call is hung up')
      await telephony.hangUp(leg)
    }
  }
}
