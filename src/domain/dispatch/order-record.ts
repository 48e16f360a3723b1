import type { Actor } from '../case/timeline-line.ts'
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
  'upheld',
  'withdrawn',
] as const
export type OrderStatus = (typeof orderStatuses)[number]

/** What can be implied rather than reported. */
export type SkippedStep = OrderStatus | 'situation'

/**
 * Statuses in which the unit owes nothing more on the order, so that its code is free again. A returned order is not among
 * them: until the centre has ruled on it, its clocks run and its unit is held to it.
 */
export const overOrderStatuses = ['closed', 'upheld', 'withdrawn'] as const satisfies readonly OrderStatus[]

/** Whether a unit still owes something on this order. */
export const isOpen = ({ status }: Pick<OrderRecord, 'status'>): boolean =>
  !overOrderStatuses.some((over) => over === status)

/** How far the work has come: a returned order stands where it stood, since nothing stops before the centre has ruled. */
export const standingOf = ({ status, returned }: Pick<OrderRecord, 'status' | 'returned'>): OrderStatus =>
  status === 'returned' ? (returned?.from ?? 'issued') : status

/** The one return of an order: the unit says that the matter is not its own. */
export type OrderReturn = {
  readonly at: Instant
  readonly by: Actor
  /** Reason of the routing table's list (`returnReasons`). */
  readonly reason: string
  /** Reference to the personal row with the unit's words; null: none. */
  readonly wordsRef: string | null
  /** Where the order stood, and goes back to when the return is overruled. */
  readonly from: OrderStatus
}

/** What the centre decided on a return. `upheld`: the order is over; `overruled`: the unit must act. */
export const rulings = ['upheld', 'overruled'] as const
export type OrderRuling = {
  readonly outcome: (typeof rulings)[number]
  readonly at: Instant
  readonly by: Actor
}

/** One case handed to one unit. */
export type OrderRecord = {
  readonly id: string
  readonly caseId: string
  readonly revision: number
  readonly unit: string
  /** 3 or 4 digits, unique among the unit's open orders; null until the store has assigned it. */
  readonly code: string | null
  /** Leads the others; of the open orders of a case always exactly one. */
  readonly lead: boolean
  /**
   * Since when its unit no longer leads and yet answers for the case, until its successor has accepted (首接责任): at most one
   * order of a case. null: it does not.
   */
  readonly staysResponsibleSince: Instant | null
  /** Designation by which the unit got what belongs to nobody: such an order cannot be returned. */
  readonly designated: string | null
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
  readonly withdrawnAt: Instant | null
  readonly returned: OrderReturn | null
  readonly ruling: OrderRuling | null
  /** Reference to the personal row that holds the result's words. */
  readonly resultRef: string | null
  /** How often the centre has sent the feedback back; null: never. */
  readonly sentBack: number | null
  /** Steps that were implied, not reported: `completed` without `arrived`, or without the situation that was owed. */
  readonly skipped: readonly SkippedStep[]
}
