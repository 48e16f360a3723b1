import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import type { Decision } from '../decision.ts'
import { isOpen, type OrderRecord } from '../dispatch/order-record.ts'
import type { CaseRecord } from './case-record.ts'
import { supervisionEnded } from './supervision-ended.ts'

export type CloseRefusal = {
  readonly ok: false
  /** `orderOpen`: a unit still owes something; `deadlineRunning`: the centre does; `over`: nothing is left to close. */
  readonly reason: 'orderOpen' | 'deadlineRunning' | 'over'
}

/**
 * Closes a case that no unit works on: the promised call back was made, or last night's call was confirmed. A case that
 * was referred to an emergency number is closed too (`referredTo` still says where it went). Promise to the citizen: a
 * case never closes while anybody still owes something on it.
 * @param subject the case with its orders and deadlines as they are after the step that led here.
 */
export function closeWithoutOrders(
  subject: {
    readonly caseRow: CaseRecord
    readonly orders: readonly OrderRecord[]
    readonly deadlines: readonly DeadlineRecord[]
  },
  decision: Decision,
  why: string,
): CloseRefusal | { readonly ok: true; readonly caseRow: CaseRecord; readonly changes: Change[] } {
  const { caseRow, orders, deadlines } = subject
  if (isOver(caseRow)) return { ok: false, reason: 'over' }
  if (orders.some(isOpen)) return { ok: false, reason: 'orderOpen' }
  if (deadlines.some((deadline) => deadline.status === 'running')) return { ok: false, reason: 'deadlineRunning' }
  const closed: CaseRecord = {
    ...caseRow,
    revision: caseRow.revision + 1,
    status: 'closed',
    closedAt: decision.now,
    supervision: null,
  }
  return {
    ok: true,
    caseRow: closed,
    changes: [
      { put: 'case', row: closed },
      decision.line(caseRow.id, 'caseClosed', {
        before: { status: caseRow.status },
        after: { status: closed.status },
        why,
      }),
      ...supervisionEnded(caseRow, decision, 'the case is closed'),
    ],
  }
}

/** Whether nothing can happen to the case any more by itself. */
export const isOver = (row: CaseRecord): boolean =>
  row.status === 'closed' || row.status === 'merged' || row.status === 'cancelled'
