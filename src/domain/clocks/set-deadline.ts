import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import { type Instant, minutes } from '../instant.ts'
import type { DeadlineKind, DeadlineRecord } from './deadline-record.ts'

/** Which clock starts, from what instant, for how long. */
export type ClockStart = {
  readonly kind: DeadlineKind
  readonly base: string
  readonly from: Instant
  readonly minutes: number
  readonly order: OrderRecord | null
}

/** Starts a clock: a running deadline with the sum that explains it, and its line in the timeline. */
export function setDeadline(row: CaseRecord, start: ClockStart, decision: Decision): Change[] {
  const deadline: DeadlineRecord = {
    id: decision.newId(),
    caseId: row.id,
    orderId: start.order?.id ?? null,
    kind: start.kind,
    due: start.from + minutes(start.minutes),
    status: 'running',
    settledAt: null,
    reason: {
      base: start.base,
      from: start.from,
      minutes: start.minutes,
      atLocal: null,
      unit: start.order?.unit ?? null,
      category: row.category,
      urgency: row.urgency,
    },
  }
  return [{ put: 'deadline', row: deadline }, deadlineLine(deadline, decision)]
}

/** Starts a clock that runs out at a local time of day rather than after so many minutes. */
export function setDeadlineAt(
  row: CaseRecord,
  at: { readonly kind: DeadlineKind; readonly base: string; readonly due: Instant; readonly atLocal: string },
  decision: Decision,
): Change[] {
  const deadline: DeadlineRecord = {
    id: decision.newId(),
    caseId: row.id,
    orderId: null,
    kind: at.kind,
    due: at.due,
    status: 'running',
    settledAt: null,
    reason: {
      base: at.base,
      from: decision.now,
      minutes: null,
      atLocal: at.atLocal,
      unit: null,
      category: row.category,
      urgency: row.urgency,
    },
  }
  return [{ put: 'deadline', row: deadline }, deadlineLine(deadline, decision)]
}

/**
 * Settles the running deadlines of these kinds (of this order, where one is given): `met` up to and including the due
 * instant, `late` after it.
 */
export function settleDeadlines(
  deadlines: readonly DeadlineRecord[],
  kinds: readonly DeadlineKind[],
  orderId: string | null,
  at: Instant,
): Change[] {
  return runningOf(deadlines, kinds, orderId).map((deadline) => ({
    put: 'deadline',
    row: { ...deadline, status: at <= deadline.due ? 'met' : 'late', settledAt: at },
  }))
}

/** Takes the running deadlines of these kinds back: what they waited for is no longer owed. */
export function cancelDeadlines(
  deadlines: readonly DeadlineRecord[],
  kinds: readonly DeadlineKind[],
  orderId: string | null,
  at: Instant,
): Change[] {
  return runningOf(deadlines, kinds, orderId).map((deadline) => ({
    put: 'deadline',
    row: { ...deadline, status: 'cancelled', settledAt: at },
  }))
}

const runningOf = (deadlines: readonly DeadlineRecord[], kinds: readonly DeadlineKind[], orderId: string | null) =>
  deadlines.filter(
    (deadline) => deadline.status === 'running' && deadline.orderId === orderId && kinds.includes(deadline.kind),
  )

const deadlineLine = (deadline: DeadlineRecord, decision: Decision): Change =>
  decision.line(deadline.caseId, 'deadlineSet', {
    refs: { deadline: deadline.id, ...(deadline.orderId === null ? {} : { order: deadline.orderId }) },
    after: { kind: deadline.kind, due: deadline.due, reason: deadline.reason },
  })
