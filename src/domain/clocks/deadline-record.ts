import type { Actor } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'
import type { EscalationStep } from '../routing/routing-table.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import type { ServiceTime } from './service-time.ts'

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
  /** Counts its versions: whoever changes a deadline collides with whoever changes it at the same time. */
  readonly revision: number
  /** What happens while it stays unmet, frozen when it starts: a table that is published later changes nothing here. */
  readonly ladder: readonly EscalationStep[]
  readonly stepsDone: number
  /** When the next step is due; null: none is left, or the deadline is settled, or somebody has taken note. */
  readonly nextStepAt: Instant | null
  /** Who took note of the escalation, which stops it; the deadline itself goes on. */
  readonly acknowledgedBy: Actor | null
}

export type DeadlineReason = {
  /**
   * What the clock starts from: `issued`, `notified`, `completed`, `completionDue`, `arrived`, `fedBack`, `sentBack`,
   * `returned`, `upheld`, `withdrawn`, `abandoned`, `promised`, `opened`.
   */
  readonly base: string
  readonly from: Instant
  /** null: `due` is a local time of day (`atLocal`). */
  readonly minutes: number | null
  readonly atLocal: string | null
  /** What was counted, where the clock runs only while a window is open. Left out or null: it runs day and night. */
  readonly service?: ServiceTime | null
  readonly unit: string | null
  readonly category: string | null
  readonly urgency: string | null
}
