/** Promise to the citizen: what was called done and is not is taken up again, once under its number; after that anew. */
import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { startDispatchClock } from '../clocks/dispatch-clock.ts'
import type { Decision } from '../decision.ts'
import { issueOrder } from '../dispatch/issue-order.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { CaseRecord } from './case-record.ts'

export type ReopenRefusal = {
  readonly ok: false
  /** `notClosed`: it is open, or ended otherwise; `alreadyReopened`: a new case that follows it is possible instead. */
  readonly reason: 'notClosed' | 'alreadyReopened'
}

/**
 * Opens a closed case again. With a unit it gets a new order, and its clocks run from now on; without one the duty officer
 * owes one within his minute, as in a new case.
 * @param unit of the decision's table; null: the duty officer decides.
 */
export function reopenCase(
  subject: {
    readonly caseRow: CaseRecord
    readonly orders: readonly OrderRecord[]
    readonly deadlines: readonly DeadlineRecord[]
  },
  { unit, why }: { readonly unit: string | null; readonly why: string },
  decision: Decision,
):
  | ReopenRefusal
  | {
      readonly ok: true
      readonly caseRow: CaseRecord
      readonly order: OrderRecord | null
      readonly changes: Change[]
    } {
  const { caseRow, orders, deadlines } = subject
  if (caseRow.status !== 'closed') return { ok: false, reason: 'notClosed' }
  if (caseRow.reopenedAt !== null) return { ok: false, reason: 'alreadyReopened' }
  const { now } = decision
  const reopened: CaseRecord = {
    ...caseRow,
    revision: caseRow.revision + 1,
    status: 'reopened',
    closedAt: null,
    reopenedAt: now,
  }
  const line = decision.line(caseRow.id, 'caseReopened', {
    before: { status: caseRow.status, closedAt: caseRow.closedAt },
    after: { status: reopened.status },
    why,
  })
  if (unit === null) {
    const clock = startDispatchClock(reopened, { base: 'reopened', from: now }, decision)
    return { ok: true, caseRow: reopened, order: null, changes: [{ put: 'case', row: reopened }, line, ...clock] }
  }
  const issued = issueOrder(reopened, unit, orders, decision, deadlines)
  return {
    ok: true,
    caseRow: issued.caseRow,
    order: issued.order,
    changes: [{ put: 'case', row: issued.caseRow }, line, ...issued.changes],
  }
}
