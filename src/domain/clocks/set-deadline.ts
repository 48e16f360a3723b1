import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import { type Instant, minutes } from '../instant.ts'
import type { EscalationStep } from '../routing/routing-table.ts'
import { countClock } from './count-clock.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import type { DeadlineReason, DeadlineRecord, DeadlineStatus } from './deadline-record.ts'

/** Which clock starts, from what instant, for how long. */
export type ClockStart = {
  readonly kind: DeadlineKind
  readonly base: string
  readonly from: Instant
  readonly minutes: number
  readonly order: OrderRecord | null
}

/**
 * Starts a clock: a running deadline with the sum that explains it, its frozen ladder, and its line in the timeline. It
 * counts day and night, or in the service time that the table says (`serviceTime`).
 */
export function setDeadline(row: CaseRecord, start: ClockStart, decision: Decision): Change[] {
  const { kind, order, from } = start
  const { due, service } = countClock({ kind, from, minutes: start.minutes, unit: order?.unit ?? null }, row, decision)
  const reason = { base: start.base, from, minutes: start.minutes, atLocal: null }
  return startClock(row, decision, { kind, order, due, reason: service === null ? reason : { ...reason, service } })
}

/** Starts a clock that runs out at a local time of day rather than after so many minutes. */
export const setDeadlineAt = (
  row: CaseRecord,
  at: { readonly kind: DeadlineKind; readonly base: string; readonly due: Instant; readonly atLocal: string },
  decision: Decision,
): Change[] =>
  startClock(row, decision, {
    kind: at.kind,
    order: null,
    due: at.due,
    reason: { base: at.base, from: decision.now, minutes: null, atLocal: at.atLocal },
  })

function startClock(
  row: CaseRecord,
  decision: Decision,
  clock: {
    readonly kind: DeadlineKind
    readonly order: OrderRecord | null
    readonly due: Instant
    readonly reason: Pick<DeadlineReason, 'base' | 'from' | 'minutes' | 'atLocal' | 'service'>
  },
): Change[] {
  const { kind, order, due } = clock
  const ladder = decision.table.ladders[kind].filter((step) => !isBeforeTheClock(step, due, decision.now))
  const deadline: DeadlineRecord = {
    id: decision.newId(),
    caseId: row.id,
    orderId: order?.id ?? null,
    kind,
    due,
    status: 'running',
    settledAt: null,
    reason: { ...clock.reason, unit: order?.unit ?? null, category: row.category, urgency: row.urgency },
    revision: 1,
    ladder,
    stepsDone: 0,
    nextStepAt: stepInstant(due, ladder[0]),
    acknowledgedBy: null,
  }
  return [{ put: 'deadline', row: deadline }, deadlineLine(deadline, decision)]
}

/** A reminder an hour before makes no sense for what is promised within minutes. */
const isBeforeTheClock = ({ afterMinutes }: EscalationStep, due: Instant, now: Instant): boolean =>
  afterMinutes < 0 && due + minutes(afterMinutes) <= now

/** When a step of the ladder falls due; null: there is no such step. */
export const stepInstant = (due: Instant, step: EscalationStep | undefined): Instant | null =>
  step === undefined ? null : due + minutes(step.afterMinutes)

/** The deadline as settled: what was pending of its ladder ends with it, in the same commit. */
export const settledDeadline = (deadline: DeadlineRecord, status: DeadlineStatus, at: Instant): DeadlineRecord => ({
  ...deadline,
  revision: deadline.revision + 1,
  status,
  settledAt: at,
  nextStepAt: null,
})

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
    row: settledDeadline(deadline, at <= deadline.due ? 'met' : 'late', at),
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
    row: settledDeadline(deadline, 'cancelled', at),
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
