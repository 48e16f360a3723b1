import type { Metrics } from '../../src/application/ports/metrics.ts'

/** Remembers what was counted. */
export type FakeMetrics = Metrics & {
  readonly ended: readonly string[]
  readonly answeredMs: readonly number[]
  readonly rangMs: readonly number[]
}

export function createFakeMetrics(): FakeMetrics {
  const ended: string[] = []
  const answeredMs: number[] = []
  const rangMs: number[] = []
  return {
    ended,
    answeredMs,
    rangMs,
    callEnded: (kind, result) => void ended.push(`${kind} ${result}`),
    answered: (ms) => void answeredMs.push(ms),
    rangAfterDigit: (ms) => void rangMs.push(ms),
  }
}
