import type { CallDeps } from './call-deps.ts'
import type { CallFlow } from './call-flow.ts'

/**
 * Finds what should not exist: legs and bridges without a call, calls whose legs are gone. Something is acted on only
 * when it was found twice in a row, since what is just coming or going is not known on both sides at once.
 * @returns what one tick of the sweep does.
 */
export function createLegSweep(deps: Pick<CallDeps, 'telephony' | 'log'>, flow: CallFlow): () => Promise<void> {
  let suspects: ReadonlySet<string> = new Set()
  return async () => {
    const snapshot = deps.telephony.status().connected ? await deps.telephony.snapshot() : null
    if (snapshot === null) return
    const states = [...flow.live.all()]
    const present = new Set(snapshot.legs.map(({ leg }) => leg))
    const bridges = new Set(states.flatMap(({ bridge }) => (bridge === null ? [] : [bridge.id])))
    const found = new Set<string>()
    const again = (id: string): boolean => {
      found.add(id)
      return suspects.has(id)
    }
    for (const { leg } of snapshot.legs) {
      if (flow.live.ownerOf(leg) !== undefined || !again(leg)) continue
      deps.log.error({ leg }, 'a leg without a call was found and is hung up')
      await deps.telephony.hangUp(leg)
    }
    for (const { bridge } of snapshot.bridges) {
      if (bridges.has(bridge) || !again(bridge)) continue
      deps.log.error({ bridge }, 'a bridge without a call was found and is taken down')
      await deps.telephony.unbridge(bridge, null)
    }
    for (const state of states) {
      for (const leg of Object.keys(state.legs)) {
        if (present.has(leg) || !again(`${state.id} ${leg}`)) continue
        deps.log.error({ call: state.id, leg }, 'the end of a leg was missed')
        flow.post(state.id, { type: 'LegEnded', leg })
      }
    }
    suspects = found
  }
}
