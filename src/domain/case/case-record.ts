import type { Instant } from '../instant.ts'
import type { Urgency } from '../routing/routing-table.ts'
import type { Actor } from './timeline-line.ts'

export const caseStatuses = [
  'open',
  'dispatched',
  'handling',
  'handled',
  'closed',
  'merged',
  'referred',
  'cancelled',
  'reopened',
] as const
export type CaseStatus = (typeof caseStatuses)[number]
export const caseOrigins = [
  'citizen',
  'afterHours',
  'abandoned',
  'from110',
  'officer',
  'open311',
  'drill',
  'unit',
] as const
export type CaseOrigin = (typeof caseOrigins)[number]

/** The tracked matter. Its status follows from its orders (`caseStatusOf`) and is never set by hand. */
export type CaseRecord = {
  readonly id: string
  /** `YYMMDD` and a daily sequence of at least 4 digits; null until the store has assigned it at the first commit. */
  readonly number: string | null
  readonly revision: number
  /** null: not known yet (abandoned, after hours, put through to the duty officer). */
  readonly category: string | null
  /** Answer to the category's question. */
  readonly answer: string | null
  /** Area of the routing table; null: not known. */
  readonly area: string | null
  readonly origin: CaseOrigin
  readonly status: CaseStatus
  readonly urgency: Urgency
  /** References to personal rows: number that called, number to call back. */
  readonly callerRef: string | null
  readonly callBackRef: string | null
  readonly language: string
  readonly routingVersion: number
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** Where the matter was handed to: an emergency (`110`) or a destination of the routing table. */
  readonly referredTo: string | null
  /** Reference to the personal row with what the caller said, as it was written down. */
  readonly wordsRef: string | null
  /** Id of the closed case that this one takes up again, because it could not be reopened once more. */
  readonly follows: string | null
  /** A case is reopened once. Its orders that were closed until then count for nothing any more. */
  readonly reopenedAt: Instant | null
  /** What makes it serious, in the order in which it was said; null: it is not. */
  readonly serious: readonly SeriousMark[] | null
  /** Put under supervision though nothing is late (督办); null: it is not, or not any more. */
  readonly supervision: Supervision | null
}

/** A kind of seriousness of the routing table, once a case. */
export type SeriousMark = { readonly kind: string; readonly at: Instant; readonly by: Actor }

/** `class`: one of the routing table's. */
export type Supervision = { readonly class: string; readonly at: Instant; readonly by: Actor }

/** Personal data lives here alone, apart from everything that refers to it, and can be erased. */
export type PersonalRecord = {
  readonly id: string
  readonly kind: 'phone' | 'statement' | 'result' | 'message'
  /** null: erased. */
  readonly value: string | null
  readonly at: Instant
}
