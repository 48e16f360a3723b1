import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { type OrderRecord, type OrderStatus, standingOf } from '../dispatch/order-record.ts'
import type { CaseRecord, CaseStatus } from './case-record.ts'

/** How far an order has come; what was taken back counts for nothing. */
const rank: Readonly<Record<OrderStatus, number>> = {
  returned: 0,
  upheld: -1,
  withdrawn: -1,
  issued: 0,
  notified: 0,
  accepted: 1,
  arrived: 1,
  completed: 2,
  fedBack: 2,
  closed: 3,
}

/**
 * The case's status, from its orders alone: `handling` as soon as one unit has accepted, `handled` when every order is
 * completed, `closed` when the duty officer has accepted the feedback of every one and the centre itself owes nothing any
 * more (a promised call back). A returned order counts as where it stood: nothing stops before the centre has ruled. Where
 * every order was taken back the case is `open` again. A case that was referred, merged or cancelled keeps that status; one without an order stays as it is.
 */
export function caseStatusOf(
  row: CaseRecord,
  orders: readonly OrderRecord[],
  deadlines: readonly DeadlineRecord[] = [],
): CaseStatus {
  if (row.status === 'referred' || row.status === 'merged' || row.status === 'cancelled') return row.status
  const ranks = orders.map((order) => rank[standingOf(order)]).filter((value) => value >= 0)
  if (ranks.length === 0) return isAtWork(row) ? 'open' : row.status
  const least = Math.min(...ranks)
  const isCentreOwing = deadlines.some(({ orderId, status }) => orderId === null && status === 'running')
  if (least === 3 && !isCentreOwing) return 'closed'
  if (least >= 2) return 'handled'
  return Math.max(...ranks) >= 1 ? 'handling' : 'dispatched'
}

const isAtWork = ({ status }: CaseRecord): boolean =>
  status === 'dispatched' || status === 'handling' || status === 'handled'
