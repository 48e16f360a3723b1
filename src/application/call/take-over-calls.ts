import { flowVersion } from '../../domain/call/call-state.ts'
import type { CallDeps } from './call-deps.ts'
import type { CallFlow } from './call-flow.ts'

/**
 * Takes over the calls that the ledger has as open, at a start: those of a server that was stopped or killed. A snapshot
 * of another flow version can't be gone on with: that call is closed truthfully, its legs are then nobody's and end.
 */
export async function takeOverCalls(
  deps: Pick<CallDeps, 'calls' | 'ledger' | 'clock' | 'log'>,
  flow: CallFlow,
): Promise<void> {
  for (const { call, state } of await deps.calls.open()) {
    if (state.flowVersion === flowVersion) {
      flow.adopt(state)
      continue
    }
    const termination = { result: 'failed', reason: `left by a server with flow version ${state.flowVersion}` } as const
    await deps.ledger.commit({
      changes: [{ put: 'call', row: { ...call, endedAt: deps.clock.now(), termination } }],
      snapshots: [{ callId: call.id, state: null }],
    })
    deps.log.warn({ call: call.id }, 'a call of another flow version was closed')
  }
}
