/** Promise to the citizen: a result that does not answer him is not filed away. The duty officer sends it back, and the unit owes a better one. */
import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import { dueText } from '../clocks/due-text.ts'
import { setDeadline, settleDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { tellUnit } from '../messaging/tell-unit.ts'
import type { Duty } from '../routing/duty.ts'
import { followed, isOfUnit, type OrderInCase, type OrderRefusal, possibleSteps } from './advance-order.ts'
import type { OrderRecord } from './order-record.ts'

export type SendBack = {
  readonly by: Actor
  /** Reference to the personal row with the officer's reason. */
  readonly reasonRef: string
  readonly duty: Duty
}

/**
 * Sends a feedback back: the order is completed and owes its feedback again, by a clock of its own (`feedbackAgainMinutes`), and
 * its unit is told why. Only what was fed back and not yet accepted can be sent back, and never by a unit.
 */
export function sendBackFeedback(
  subject: OrderInCase,
  { by, reasonRef, duty }: SendBack,
  decision: Decision,
): OrderRefusal | { readonly ok: true; readonly order: OrderRecord; readonly changes: Change[] } {
  const { order, caseRow, deadlines } = subject
  const possible = possibleSteps(order)
  if (isOfUnit(by)) return { ok: false, reason: 'officersOnly', possible }
  if (order.status !== 'fedBack') {
    const isOver = possible.length === 0
    return { ok: false, reason: isOver ? 'over' : 'notYet', possible }
  }
  const next: OrderRecord = {
    ...order,
    revision: order.revision + 1,
    status: 'completed',
    fedBackAt: null,
    sentBack: (order.sentBack ?? 0) + 1,
  }
  const minutes = decision.table.timings.feedbackAgainMinutes
  const clock = setDeadline(
    caseRow,
    { kind: 'feedback', base: 'sentBack', from: decision.now, minutes, order: next },
    decision,
  )
  const due = clock.flatMap((change) => ('put' in change && change.put === 'deadline' ? [change.row.due] : []))[0]
  const row = followed(
    subject,
    subject.orders.map((other) => (other.id === next.id ? next : other)),
    decision,
  )
  return {
    ok: true,
    order: next,
    changes: [
      { put: 'order', row: next },
      ...(row === caseRow ? [] : [{ put: 'case', row } as const]),
      decision.line(order.caseId, 'feedbackSentBack', {
        actor: by,
        refs: { order: order.id, result: reasonRef },
        before: { status: order.status },
        after: { status: next.status, sentBack: next.sentBack },
      }),
      ...settleDeadlines(deadlines, ['review'], order.id, decision.now),
      ...clock,
      ...tellUnit(
        {
          kind: 'feedbackSentBack',
          order: next,
          caseRow,
          duty,
          dedupeKey: `sentBack:${order.id}:${next.sentBack}`,
          variables: { due: dueText(due ?? decision.now, decision.now, decision.zone) },
          variableRefs: { reason: reasonRef },
        },
        decision,
      ),
    ],
  }
}
