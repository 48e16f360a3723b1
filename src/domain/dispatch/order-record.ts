import type { Instant } from '../instant.ts'

export const orderStatuses = [
  'issued',
  'notified',
  'accepted',
  'arrived',
  'completed',
  'fedBack',
  'closed',
  'returned',
  'withdrawn',
] as const
export type OrderStatus = (typeof orderStatuses)[number]

/** What can be implied rather than reported. */
export type SkippedStep = OrderStatus | 'situation'

/** One case handed to one unit. */
export type OrderRecord = {
  readonly id: string
  readonly caseId: string
  readonly revision: number
  readonly unit: string
  /** 3 or 4 digits, unique among the unit's open orders; null until the store has assigned it. */
  readonly code: string | null
  readonly lead: boolean
  readonly status: OrderStatus
  readonly issuedAt: Instant
  readonly notifiedAt: Instant | null
  readonly acceptedAt: Instant | null
  readonly acceptedBy: string | null
  readonly arrivedAt: Instant | null
  /** When the unit first reported the situation it found. */
  readonly situationAt: Instant | null
  /** Reference to the personal row with what it reported last. */
  readonly situationRef: string | null
  readonly completedAt: Instant | null
  readonly fedBackAt: Instant | null
  readonly closedAt: Instant | null
  /** Reference to the personal row that holds the result's words. */
  readonly resultRef: string | null
  /** How often the centre has sent the feedback back. */
  readonly sentBack: number
  /** Steps that were implied, not reported: `completed` without `arrived`, or without the situation that was owed. */
  readonly skipped: readonly SkippedStep[]
}
