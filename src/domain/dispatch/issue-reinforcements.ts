/**
 * Promise to the citizen: a serious case calls in the second and the third unit at once, without anybody having to think of
 * it. Each gets an order of its own beside the leading one, whose unit stays responsible.
 */
import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import type { Decision } from '../decision.ts'
import { orderToTeam } from '../messaging/order-to-team.ts'
import type { Duty } from '../routing/duty.ts'
import { issueOrder } from './issue-order.ts'
import type { OrderRecord } from './order-record.ts'

/** A case as it is now, and what its further teams are told by. */
export type CaseToReinforce = {
  readonly caseRow: CaseRecord
  /** All orders of the case so far, those that were returned or withdrawn among them. */
  readonly orders: readonly OrderRecord[]
  readonly deadlines: readonly DeadlineRecord[]
  readonly duty: Duty
  /** Whether the caller left his words; `later`: he is only just being asked for them. */
  readonly statement: 'yes' | 'no' | 'later'
}

/**
 * Issues an order that supports whoever leads to each of these units that has had none on this case, and queues the message to
 * its team. A unit that returned its order is not asked again. The centre's own clock goes on where it
 * still looks for the unit that is to lead; the first of these then leads until it has found one.
 * @returns `caseRow` with the status that follows; it is not among the changes, since whoever opens or changes the case
 *   writes it anyway.
 */
export function issueReinforcements(
  { caseRow, orders, deadlines, duty, statement }: CaseToReinforce,
  units: readonly string[],
  decision: Decision,
): { readonly issued: readonly OrderRecord[]; readonly caseRow: CaseRecord; readonly changes: Change[] } {
  const issued: OrderRecord[] = []
  const changes: Change[] = []
  let row = caseRow
  let all = orders
  for (const unit of new Set(units)) {
    if (orders.some((order) => order.unit === unit)) continue
    const further = issueOrder(row, unit, all, decision, deadlines, { lead: false })
    row = further.caseRow
    all = further.orders
    issued.push(further.order)
    changes.push(...further.changes, ...orderToTeam({ order: further.order, caseRow: row, duty, statement }, decision))
  }
  return { issued, caseRow: row, changes }
}
