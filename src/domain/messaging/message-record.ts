import type { Instant } from '../instant.ts'

export const messageStatuses = ['pending', 'sending', 'sent', 'delivered', 'failed', 'expired'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** One message that leaves through the outbox. */
export type MessageRecord = {
  readonly id: string
  readonly kind: string
  /** Never two with one key. */
  readonly dedupeKey: string
  /** Reference to the personal row of the addressee. */
  readonly toRef: string
  readonly language: string
  /** Declared variables of the text template. */
  readonly variables: Readonly<Record<string, string>>
  /** 0 new order, 1 escalation, 2 information. */
  readonly priority: number
  readonly status: MessageStatus
  readonly caseId: string | null
  readonly orderId: string | null
  readonly createdAt: Instant
  readonly nextAttemptAt: Instant | null
  readonly attempts: number
  readonly expiresAt: Instant
  readonly detail: string | null
}
