import type { CaseRecord } from '../../case/case-record.ts'
import type { DeadlineRecord } from '../../clocks/deadline-record.ts'
import type { OrderRecord } from '../../dispatch/order-record.ts'
import type { Turn } from '../turn.ts'

/**
 * The call's case as it is at this point of the transition: as it was found, with what the transition itself has decided
 * so far laid over it (a case may be opened and given up on in one step). null: there is none.
 */
export function matterNow(turn: Turn): {
  readonly caseRow: CaseRecord
  readonly orders: readonly OrderRecord[]
  readonly deadlines: readonly DeadlineRecord[]
} | null {
  const { subject } = turn.facts
  const caseId = turn.state.matter?.caseId
  let caseRow = subject?.caseRow ?? null
  const orders = new Map(subject?.orders.map((order) => [order.id, order]))
  const deadlines = new Map(subject?.deadlines.map((deadline) => [deadline.id, deadline]))
  for (const change of turn.changes) {
    if (!('put' in change)) continue
    if (change.put === 'case' && change.row.id === caseId) caseRow = change.row
    if (change.put === 'order' && change.row.caseId === caseId) orders.set(change.row.id, change.row)
    if (change.put === 'deadline' && change.row.caseId === caseId) deadlines.set(change.row.id, change.row)
  }
  return caseRow === null ? null : { caseRow, orders: [...orders.values()], deadlines: [...deadlines.values()] }
}
