import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import { deadlineKinds } from '../clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { cancelDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { tellTeam } from '../messaging/tell-of-order.ts'
import type { Duty } from '../routing/duty.ts'
import { isOpen, type OrderRecord } from './order-record.ts'

/** A case whose units are all released, with who is on duty: each team is told. */
export type CaseToRelease = {
  readonly caseRow: CaseRecord
  readonly orders: readonly OrderRecord[]
  readonly deadlines: readonly DeadlineRecord[]
  readonly duty: Duty
}

/**
 * Takes every open order of a case back at once, because the centre itself no longer works on it: nobody leads any more,
 * no other unit is looked for, their clocks end, and each team is told.
 */
export function withdrawOrders(
  { caseRow, orders, deadlines, duty }: CaseToRelease,
  reason: string,
  decision: Decision,
): { readonly withdrawn: readonly OrderRecord[]; readonly changes: Change[] } {
  const open = orders.filter(isOpen)
  const withdrawn = open.map(
    (order): OrderRecord => ({
      ...order,
      revision: order.revision + 1,
      status: 'withdrawn',
      withdrawnAt: decision.now,
      staysResponsibleSince: null,
    }),
  )
  const changes = withdrawn.flatMap((order, index): Change[] => [
    { put: 'order', row: order },
    decision.line(caseRow.id, 'orderWithdrawn', {
      refs: { order: order.id },
      before: { status: open[index]?.status },
      after: { status: order.status },
      why: reason,
    }),
    ...cancelDeadlines(deadlines, deadlineKinds, order.id, decision.now),
    ...tellTeam('orderWithdrawn', 'withdrawn', { order, caseRow, duty }, decision),
  ])
  return { withdrawn, changes }
}
