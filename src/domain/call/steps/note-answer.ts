import type { Leg } from '../call-state.ts'
import type { Turn } from '../turn.ts'

/** Keeps that a person is at this telephone, in the call's own transaction: somebody there has pressed a key. */
export function noteAnswer(turn: Turn, { number, responder: person }: Leg): void {
  if (number === null || person === null) return
  turn.changes.push({
    put: 'phoneAnswer',
    row: { number, person, at: turn.facts.now, callId: turn.state.record.id },
  })
}
