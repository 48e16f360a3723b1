import type { Change } from '../change.ts'
import { deadlineKinds } from '../clocks/deadline-kind.ts'
import { deadlinesAfter, isLeadSought, startDispatchClock } from '../clocks/dispatch-clock.ts'
import { cancelDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { tellTeam } from '../messaging/tell-of-order.ts'
import { followed } from './advance-order.ts'
import type { OrderRecord } from './order-record.ts'
import type { OrderToActOn } from './return-order.ts'
import { keepLead, leadingOrder } from './succession.ts'

/** The case after an order was taken back. */
export type TakenBack = {
  readonly caseRow: OrderToActOn['caseRow']
  readonly orders: readonly OrderRecord[]
  readonly deadlines: OrderToActOn['deadlines']
  readonly changes: Change[]
}

/**
 * Takes an order from its unit: what it owed is no longer owed, and where it led somebody else must. Another open order
 * leads from now on, whose team is told; where `seek` says so, the centre looks for a unit, which its clock says.
 * @param taken the order as it is then, with its next revision.
 * @param seek when the centre must look for another unit: `always`, or only where no `otherOpen` order is left.
 * @returns `caseRow` as its orders leave it, with its next revision, not among the changes: whoever goes on writes it once.
 */
export function takeBackOrder(
  subject: OrderToActOn,
  taken: OrderRecord,
  { base, seek, why }: { readonly base: 'upheld' | 'withdrawn'; readonly seek: boolean; readonly why: string },
  decision: Decision,
): TakenBack {
  const { caseRow, order, orders, deadlines, duty } = subject
  const wasSought = isLeadSought(deadlines)
  const clock: Change[] = [
    ...cancelDeadlines(deadlines, deadlineKinds, order.id, decision.now),
    ...(seek && !wasSought ? startDispatchClock(caseRow, { base, from: decision.now }, decision) : []),
  ]
  const kept = keepLead(
    {
      caseId: order.caseId,
      was: orders,
      is: orders.map((other) => (other.id === taken.id ? taken : other)),
      wasSought,
      isSought: wasSought || seek,
      why,
    },
    decision,
  )
  const lead = leadingOrder(kept.orders)
  const isNewLead = lead !== null && !orders.some(({ id, lead: led }) => id === lead.id && led)
  const now = deadlinesAfter(deadlines, clock)
  const row = followed({ caseRow, deadlines: now }, kept.orders, decision)
  return {
    caseRow: row === caseRow ? { ...caseRow, revision: caseRow.revision + 1 } : row,
    orders: kept.orders,
    deadlines: now,
    changes: [
      ...kept.changes,
      ...clock,
      ...(isNewLead ? tellTeam('orderLeads', `leads:${lead.revision}`, { order: lead, caseRow, duty }, decision) : []),
    ],
  }
}
