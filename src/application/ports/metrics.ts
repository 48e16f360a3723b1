import type { CallKind, CallResult } from '../../domain/call/call-record.ts'

/** Where the call runner counts. Takes no ids and no numbers, so that none can end up in a label. */
export interface Metrics {
  /** A call is over, whoever made it. */
  callEnded(kind: CallKind, result: CallResult): void
  /** Milliseconds from a caller's arrival to the answer. */
  answered(ms: number): void
  /** Milliseconds from the key that chose to the first ring of whoever is to help: a team, an officer, an emergency number. */
  rangAfterDigit(ms: number): void
}
