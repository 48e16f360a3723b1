import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { tellTeam } from '../messaging/tell-of-order.ts'
import type { OrderMove } from './advance-order.ts'
import { isOpen, type OrderRecord } from './order-record.ts'
import type { OrderToActOn } from './return-order.ts'
import { takeBackOrder } from './take-back-order.ts'

export type WithdrawRefusal = { readonly ok: false; readonly reason: 'over'; readonly possible: readonly OrderMove[] }

/**
 * The centre takes an open order back: its unit owes nothing more on it, and is released at once. Where it led, another
 * open order leads; where none is left and no unit has done the work, the centre owes an order anew.
 */
export function withdrawOrder(
  subject: OrderToActOn,
  { by, reason }: { readonly by: Actor; readonly reason: string },
  decision: Decision,
): WithdrawRefusal | { readonly ok: true; readonly order: OrderRecord; readonly changes: Change[] } {
  const { order, orders, caseRow, duty } = subject
  if (!isOpen(order)) return { ok: false, reason: 'over', possible: [] }
  const withdrawn: OrderRecord = {
    ...order,
    revision: order.revision + 1,
    status: 'withdrawn',
    withdrawnAt: decision.now,
  }
  const isNobodyLeft = !orders.some((other) => other.id !== order.id && (isOpen(other) || other.status === 'closed'))
  const after = takeBackOrder(subject, withdrawn, { base: 'withdrawn', seek: isNobodyLeft, why: 'withdrawn' }, decision)
  return {
    ok: true,
    order: after.orders.find(({ id }) => id === order.id) ?? withdrawn,
    changes: [
      { put: 'case', row: after.caseRow },
      decision.line(order.caseId, 'orderWithdrawn', {
        actor: by,
        refs: { order: order.id },
        before: { status: order.status },
        after: { status: withdrawn.status },
        why: reason,
      }),
      ...after.changes,
      ...tellTeam('orderWithdrawn', 'withdrawn', { order: withdrawn, caseRow, duty }, decision),
    ],
  }
}
