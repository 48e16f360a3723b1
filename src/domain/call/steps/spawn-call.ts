import type { CallKind } from '../call-record.ts'
import type { CallState } from '../call-state.ts'
import { beginTurn, type Turn, updateRecord } from '../turn.ts'

/**
 * Begins a call of our own that comes out of this one: about the same matter, without the caller. It takes over the legs
 * and recordings it is given; what it does next is decided in the same transition and committed with it.
 */
export function spawnCall(
  turn: Turn,
  kind: CallKind,
  over: Pick<CallState, 'legs' | 'recordings' | 'timers' | 'position'>,
): Turn {
  const id = turn.facts.newId()
  const { state } = turn
  const spawned = beginTurn(
    {
      ...state,
      ...over,
      id,
      sequence: 0,
      caller: null,
      bridge: null,
      record: {
        ...state.record,
        id,
        kind,
        dialled: null,
        answeredAt: null,
        chosenAt: null,
        rangAt: null,
        connectedAt: null,
        endedAt: null,
        termination: null,
      },
    },
    turn.facts,
    turn,
  )
  updateRecord(spawned, { openedAt: turn.facts.now })
  turn.spawned.push(spawned)
  return spawned
}
