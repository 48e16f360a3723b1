/** Two people are talking: nothing disturbs them. When one of them hangs up, the call is over for both. */
import type { CallResult } from '../call-record.ts'
import type { LegRole } from '../call-state.ts'
import type { Family } from '../family.ts'
import { endCall } from '../steps/end-call.ts'
import { setTimer } from '../turn.ts'

export const talking: Family<'talking'> = {
  enter: (turn) => setTimer(turn, 'conversation', turn.facts.table.timings.conversationMaxMinutes * 60),
  on(turn, event, position) {
    switch (event.type) {
      case 'LegGone':
        if (event.leg !== position.leg) return
        return endCall(turn, {
          result: resultOfTalk[event.was.role],
          reason: `${event.was.role} ${event.reason ?? 'hung up'}`,
        })
      case 'TimerFired': {
        if (event.timer !== 'conversation') return
        const role = turn.state.legs[position.leg]?.role ?? 'responder'
        return endCall(turn, { result: resultOfTalk[role], reason: 'longest conversation' })
      }
      default:
    }
  },
  resume() {},
}

/** How a call ended whose caller spoke with somebody. */
export const resultOfTalk: Readonly<Record<LegRole, CallResult>> = {
  caller: 'connected',
  responder: 'connected',
  officer: 'officer',
  emergency: 'transferred',
}
