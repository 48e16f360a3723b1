import type { Instant } from '../instant.ts'
import type { MessageKind } from './message-kind.ts'

export const messageStatuses = ['pending', 'sending', 'sent', 'delivered', 'failed', 'expired', 'cancelled'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** Somebody who can get a message, by a reference to the personal row with his number. */
export type ContactRef = {
  readonly ref: string
  /** Which contact of whom, `0501/sms`; null: a citizen. No personal data. */
  readonly who: string | null
  /** Key of the message this contact gets. */
  readonly dedupeKey: string
}

/** One message that leaves through the outbox. */
export type MessageRecord = {
  readonly id: string
  /** Raised with each change, so that two senders can't claim one message. */
  readonly revision: number
  readonly kind: MessageKind
  /** Never two with one key. */
  readonly dedupeKey: string
  /** Reference to the personal row of the addressee. */
  readonly toRef: string
  /** Which contact of whom, `0501/sms`; null: a citizen. */
  readonly who: string | null
  readonly language: string
  /** Declared variables of the text template. Nothing personal. */
  readonly variables: Readonly<Record<string, string>>
  /** Those that are personal, by a reference to their row. */
  readonly variableRefs: Readonly<Record<string, string>>
  /** 0 new order, 1 escalation, 2 information. */
  readonly priority: number
  /** `sent`: handed over; `delivered`: only where the network says so. */
  readonly status: MessageStatus
  readonly caseId: string | null
  readonly orderId: string | null
  readonly createdAt: Instant
  /** `pending`: not before; `sending`: when its sender counts as dead. */
  readonly nextAttemptAt: Instant | null
  readonly attempts: number
  /** How often its sender died before it could say what came of it. */
  readonly unknownOutcomes: number
  readonly expiresAt: Instant
  /** Who gets it when this contact can't be reached, in turn. */
  readonly nextContacts: readonly ContactRef[]
  /** Which transport took it, and what it calls it there. */
  readonly transport: string | null
  readonly reference: string | null
  readonly sentAt: Instant | null
  readonly detail: string | null
}
