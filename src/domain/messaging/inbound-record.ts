import type { Instant } from '../instant.ts'
import { replyKinds } from './message-kind.ts'

/** What became of a message that came in: the answer it got, or `unanswered`: its number had had its share of answers. */
export const inboundOutcomes = [...replyKinds, 'unanswered'] as const
export type InboundOutcome = (typeof inboundOutcomes)[number]

/** One message that came in. Stored before anybody tries to understand it, so that a crash loses nothing. */
export type InboundRecord = {
  readonly id: string
  /** Which way it came, and what it is called there (SIP: Call-ID and CSeq): the same one is stored once. */
  readonly transport: string
  readonly transportId: string
  /** References to personal rows: who sent it, what it says. */
  readonly fromRef: string
  readonly textRef: string
  readonly receivedAt: Instant
  /** null: not yet understood. */
  readonly handledAt: Instant | null
  readonly outcome: InboundOutcome | null
  /** The order it was about. */
  readonly orderId: string | null
  readonly caseId: string | null
}
