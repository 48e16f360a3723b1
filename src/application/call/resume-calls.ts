import type { Leg } from '../../domain/call/call-state.ts'
import type { TelephonySnapshot } from '../ports/telephony.ts'
import type { CallDeps } from './call-deps.ts'
import type { CallFlow } from './call-flow.ts'

/**
 * The network is there again, with what it has now. What happened meanwhile is fed in as the events that were missed;
 * calls go on, callers who came in meanwhile are answered, and what belongs to nobody is taken down.
 */
export async function resumeCalls(
  deps: Pick<CallDeps, 'telephony' | 'log'>,
  flow: CallFlow,
  snapshot: TelephonySnapshot,
): Promise<void> {
  const present = new Map(snapshot.legs.map((leg) => [leg.leg, leg]))
  const states = [...flow.live.all()]
  for (const state of states) {
    for (const [id, leg] of Object.entries(state.legs)) {
      const there = present.get(id)
      // By the leg: the caller's end, if that was missed too, takes the others into a call of their own.
      if (!there) flow.hear(missed(id, leg))
      else if (leg.role === 'caller' && !there.up) void deps.telephony.answer(id)
      else if (there.up && (leg.progress === 'dialling' || leg.progress === 'ringing')) {
        flow.hear({ type: 'LegAnswered', leg: id })
      }
    }
    flow.post(state.id, { type: 'Resumed' })
  }
  const owned = new Set(states.flatMap((state) => Object.keys(state.legs)))
  const bridges = new Set(states.map((state) => state.bridge?.id))
  for (const bridge of snapshot.bridges) {
    if (bridges.has(bridge.bridge)) continue
    deps.log.warn({ bridge: bridge.bridge }, 'a bridge without a call is taken down')
    await deps.telephony.unbridge(bridge.bridge, null)
  }
  for (const leg of snapshot.legs) {
    if (owned.has(leg.leg)) continue
    if (leg.arrived && leg.call === null) {
      flow.hear({
        type: 'CallArrived',
        leg: leg.leg,
        dialled: leg.dialled ?? '',
        caller: leg.caller,
        node: snapshot.node,
      })
    } else {
      deps.log.warn({ leg: leg.leg, call: leg.call }, 'a leg without a call is hung up')
      await deps.telephony.hangUp(leg.leg)
    }
  }
  deps.log.info({ calls: states.length, legs: snapshot.legs.length }, 'calls resumed')
}

/** What must have happened to a leg that is no longer there. */
const missed = (leg: string, { progress }: Leg) =>
  progress === 'dialling' || progress === 'ringing'
    ? ({ type: 'LegFailed', leg, reason: 'unreachable' } as const)
    : ({ type: 'LegEnded', leg } as const)
