import type { CaseRecord } from '../case/case-record.ts'
import { caseStatusOf } from '../case/case-status-of.ts'
import { supervisionEnded } from '../case/supervision-ended.ts'
import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import { countClock } from '../clocks/count-clock.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { isLeadSought } from '../clocks/dispatch-clock.ts'
import { cancelDeadlines, setDeadline, settleDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { promisesOf } from '../routing/promises-of.ts'
import type { OrderRecord, OrderStatus } from './order-record.ts'
import { keepLead } from './succession.ts'

/**
 * What can happen to an order next: the unit is notified, accepts, arrives, reports the situation, completes, feeds back; the
 * centre closes.
 */
export const orderSteps = ['notify', 'accept', 'arrive', 'report', 'complete', 'feedBack', 'close'] as const
export type OrderStep = (typeof orderSteps)[number]

/**
 * What else can happen to it: the unit returns it; the centre rules on that, sends its feedback back, takes it back, or gives it
 * the lead.
 */
export const orderActs = ['return', 'rule', 'sendBack', 'withdraw', 'lead'] as const
export type OrderMove = OrderStep | (typeof orderActs)[number]
/** What is possible with an order that waits for a ruling: all of it the centre's. */
export const whileReturned = ['rule', 'withdraw'] as const satisfies readonly OrderMove[]

/** An order with the case it belongs to, as they are now. */
export type OrderInCase = {
  readonly caseRow: CaseRecord
  readonly order: OrderRecord
  /** All orders of the case, this one among them. */
  readonly orders: readonly OrderRecord[]
  readonly deadlines: readonly DeadlineRecord[]
}

export type OrderAdvance = {
  readonly step: OrderStep
  readonly by: Actor
  /** Reference to the personal row with the words: of the situation (`report`), or of the result. */
  readonly resultRef?: string
}

export type OrderRefusal = {
  readonly ok: false
  /** `awaitsRuling`: the unit has returned it, and the centre has not decided; `officersOnly`: no unit closes its own case. */
  readonly reason: 'alreadyDone' | 'notYet' | 'over' | 'awaitsRuling' | 'officersOnly'
  readonly possible: readonly OrderMove[]
}

/** Status each step leads to, in the order of the work. Whoever reports the situation has arrived. */
const leadsTo: Readonly<Record<OrderStep, OrderStatus>> = {
  notify: 'notified',
  accept: 'accepted',
  arrive: 'arrived',
  report: 'arrived',
  complete: 'completed',
  feedBack: 'fedBack',
  close: 'closed',
}
/** The line of the timeline each step writes. */
const lineOf: Readonly<Record<OrderStep, string>> = {
  notify: 'orderNotified',
  accept: 'orderAccepted',
  arrive: 'orderArrived',
  report: 'situationReported',
  complete: 'orderCompleted',
  feedBack: 'orderFedBack',
  close: 'orderClosed',
}
const sequence: readonly OrderStatus[] = ['issued', 'notified', 'accepted', 'arrived', 'completed', 'fedBack', 'closed']

/**
 * Steps that are possible now. Skipping forward is allowed up to completion (completed implies arrived) and recorded as
 * such; the situation can be reported again until completion; feedback needs completion, and only the centre closes, after
 * feedback.
 */
export function possibleSteps(order: OrderRecord): readonly OrderStep[] {
  const position = sequence.indexOf(order.status)
  if (position < 0) return []
  if (order.status === 'completed') return ['feedBack']
  if (order.status === 'fedBack') return ['close']
  return orderSteps.filter((step) => {
    const target = sequence.indexOf(leadsTo[step])
    return (target > position || (step === 'report' && target === position)) && target <= sequence.indexOf('completed')
  })
}

/**
 * Takes one step with an order. Settles its deadlines and starts those that follow: arrival and completion are counted
 * from the notification (late acceptance buys no time), feedback from completion, or from the completion deadline while
 * completion is not reported.
 */
export function advanceOrder(
  subject: OrderInCase,
  advance: OrderAdvance,
  decision: Decision,
):
  | OrderRefusal
  | { readonly ok: true; readonly order: OrderRecord; readonly caseRow: CaseRecord; readonly changes: Change[] } {
  const { order } = subject
  const possible = possibleSteps(order)
  if (!possible.includes(advance.step)) {
    if (order.status === 'returned') return { ok: false, reason: 'awaitsRuling', possible: whileReturned }
    const position = sequence.indexOf(order.status)
    if (position < 0) return { ok: false, reason: 'over', possible }
    return {
      ok: false,
      reason: sequence.indexOf(leadsTo[advance.step]) <= position ? 'alreadyDone' : 'notYet',
      possible,
    }
  }
  if (advance.step === 'close' && isOfUnit(advance.by)) return { ok: false, reason: 'officersOnly', possible }
  const isReported = advance.step === 'report'
  const taken = stepped(subject, advance, decision)
  const kept = keepLead(
    {
      caseId: order.caseId,
      was: subject.orders,
      is: subject.orders.map((other) => (other.id === taken.id ? taken : other)),
      wasSought: isLeadSought(subject.deadlines),
      isSought: isLeadSought(subject.deadlines),
    },
    decision,
  )
  const next = kept.orders.find(({ id }) => id === taken.id) as OrderRecord
  const caseRow = followed(subject, kept.orders, decision)
  return {
    ok: true,
    order: next,
    caseRow,
    changes: [
      ...(caseRow === subject.caseRow ? [] : [{ put: 'case', row: caseRow } as const]),
      decision.line(order.caseId, lineOf[advance.step], {
        actor: advance.by,
        refs: { order: order.id, ...(isReported && advance.resultRef ? { result: advance.resultRef } : {}) },
        before: { status: order.status },
        after: {
          status: next.status,
          ...(next.skipped.length > order.skipped.length ? { skipped: next.skipped } : {}),
        },
      }),
      ...kept.changes,
      ...clocksAfter(subject, advance.step, next, decision),
      ...(caseRow.status === 'closed' ? supervisionEnded(subject.caseRow, decision, 'the case is closed') : []),
    ],
  }
}

/** Whether it is somebody of a unit, who can't judge his own unit's work. */
export const isOfUnit = (actor: Actor): boolean => actor.startsWith('responder:')

function stepped({ order, deadlines }: OrderInCase, advance: OrderAdvance, { now }: Decision): OrderRecord {
  const status = leadsTo[advance.step]
  const isReport = advance.step === 'report'
  const implied = sequence.slice(sequence.indexOf(order.status) + 1, sequence.indexOf(status))
  const reached = (candidate: OrderStatus): boolean => candidate === status || implied.includes(candidate)
  return {
    ...order,
    revision: order.revision + 1,
    status,
    notifiedAt: order.notifiedAt ?? now,
    acceptedAt: order.acceptedAt ?? (reached('accepted') ? now : null),
    acceptedBy: order.acceptedBy ?? (reached('accepted') ? advance.by : null),
    arrivedAt: order.arrivedAt ?? (reached('arrived') ? now : null),
    completedAt: order.completedAt ?? (reached('completed') ? now : null),
    fedBackAt: order.fedBackAt ?? (reached('fedBack') ? now : null),
    closedAt: order.closedAt ?? (reached('closed') ? now : null),
    situationAt: order.situationAt ?? (isReport ? now : null),
    situationRef: isReport ? (advance.resultRef ?? order.situationRef) : order.situationRef,
    resultRef: isReport ? order.resultRef : (advance.resultRef ?? order.resultRef),
    skipped: [
      ...order.skipped,
      ...implied.filter((skipped) => skipped !== 'notified'),
      ...(isReport && !isArrived(order) ? (['arrived'] as const) : []),
      // Whoever is done has told how it is; that he was to tell it before stays on record.
      ...(advance.step === 'complete' && isSituationOwed(order, deadlines) ? (['situation'] as const) : []),
    ],
  }
}

const isArrived = ({ status }: OrderRecord): boolean => sequence.indexOf(status) >= sequence.indexOf('arrived')
const isSituationOwed = ({ id }: OrderRecord, deadlines: readonly DeadlineRecord[]): boolean =>
  deadlines.some(({ orderId, kind, status }) => orderId === id && kind === 'situation' && status === 'running')

/** The case as its orders leave it; the same object where its status stays. What was supervised ends with the case. */
export function followed(
  { caseRow, deadlines }: Pick<OrderInCase, 'caseRow' | 'deadlines'>,
  orders: readonly OrderRecord[],
  { now }: Pick<Decision, 'now'>,
): CaseRecord {
  const status = caseStatusOf(caseRow, orders, deadlines)
  if (status === caseRow.status) return caseRow
  const isClosed = status === 'closed'
  return {
    ...caseRow,
    revision: caseRow.revision + 1,
    status,
    closedAt: isClosed ? now : caseRow.closedAt,
    supervision: isClosed ? null : caseRow.supervision,
  }
}

function clocksAfter(subject: OrderInCase, step: OrderStep, next: OrderRecord, decision: Decision): Change[] {
  const { caseRow, order, deadlines } = subject
  const { now } = decision
  const { timings } = decision.table
  const unit = decision.table.units.find((candidate) => candidate.id === order.unit)
  if (!unit) throw new Error(`The routing table ${decision.tableVersion} has no unit ${order.unit}`)
  const promises = promisesOf(unit, caseRow.category, caseRow.urgency)
  const start = (kind: DeadlineRecord['kind'], base: string, from: number, minutes: number) =>
    setDeadline(caseRow, { kind, base, from, minutes, order: next }, decision)
  const settle = (...kinds: DeadlineRecord['kind'][]) => settleDeadlines(deadlines, kinds, order.id, now)

  const first = order.notifiedAt === null && step !== 'complete'
  const driven = isSomebodyExpected(caseRow.category, decision)
  const completion = { kind: 'complete', from: now, minutes: promises.completeMinutes, unit: order.unit } as const
  const fromNotification = first
    ? [
        ...(driven && step !== 'arrive' && step !== 'report'
          ? start('arrive', 'notified', now, promises.arriveMinutes)
          : []),
        ...start('complete', 'notified', now, promises.completeMinutes),
        ...start('feedback', 'completionDue', countClock(completion, caseRow, decision).due, promises.feedbackMinutes),
      ]
    : []
  switch (step) {
    case 'notify':
      return fromNotification
    case 'accept':
      return [...settle('accept'), ...fromNotification]
    case 'arrive':
      return [
        ...settle('accept', 'arrive'),
        ...fromNotification,
        ...(timings.situationMinutes === 0 ? [] : start('situation', 'arrived', now, timings.situationMinutes)),
      ]
    case 'report':
      return [...settle('accept', 'arrive', 'situation'), ...fromNotification]
    case 'complete':
      return [
        ...settle('accept', 'arrive', 'situation', 'complete'),
        ...cancelDeadlines(deadlines, ['feedback'], order.id, now),
        ...start('feedback', 'completed', now, promises.feedbackMinutes),
      ]
    case 'feedBack':
      return [...settle('feedback'), ...start('review', 'fedBack', now, timings.reviewMinutes)]
    case 'close':
      return settle('review')
  }
}

/** Whether somebody drives out for such a case: only then is an arrival promised. */
export function isSomebodyExpected(category: string | null, { table }: Pick<Decision, 'table'>): boolean {
  const kind = table.categories.find((candidate) => candidate.id === category)?.kind
  return kind === undefined || kind === 'help' || kind === 'publicEmergency'
}
