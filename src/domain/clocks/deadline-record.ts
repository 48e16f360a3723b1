import type { Instant } from '../instant.ts'

export const deadlineKinds = [
  'dispatch',
  'accept',
  'arrive',
  'complete',
  'feedback',
  'callBack',
  'confirmAfterHours',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]
export type DeadlineStatus = 'running' | 'met' | 'late' | 'cancelled'

/** A durable due instant with its reason. `late`: it was met, after `due`. */
export type DeadlineRecord = {
  readonly id: string
  readonly caseId: string
  readonly orderId: string | null
  readonly kind: DeadlineKind
  readonly due: Instant
  readonly status: DeadlineStatus
  readonly settledAt: Instant | null
  /** The sum a person can check: base instant + minutes, or the local time it falls on. */
  readonly reason: DeadlineReason
}

export type DeadlineReason = {
  /** What the clock starts from: `issued`, `notified`, `completed`, `completionDue`, `abandoned`, `promised`, `opened`. */
  readonly base: string
  readonly from: Instant
  /** null: `due` is a local time of day (`atLocal`). */
  readonly minutes: number | null
  readonly atLocal: string | null
  readonly unit: string | null
  readonly category: string | null
  readonly urgency: string | null
}
