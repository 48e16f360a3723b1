import type { CallState } from '../../domain/call/call-state.ts'
import type { Transition } from '../../domain/call/transition.ts'
import type { Metrics } from '../ports/metrics.ts'

/** Counts what a transition brought about: calls that ended, the time from the choosing key to the first ring. */
export function measureTransition(metrics: Metrics, before: CallState | null, { calls }: Transition): void {
  for (const [index, { state }] of calls.entries()) {
    const was = index === 0 ? (before?.record ?? null) : null
    const { record } = state
    if (record.termination !== null && (was === null || was.termination === null)) {
      metrics.callEnded(record.kind, record.termination.result)
    }
    if (record.rangAt !== null && record.chosenAt !== null && was !== null && was.rangAt === null) {
      metrics.rangAfterDigit(record.rangAt - record.chosenAt)
    }
  }
}
