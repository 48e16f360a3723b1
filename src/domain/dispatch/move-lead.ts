import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import { isLeadSought } from '../clocks/dispatch-clock.ts'
import type { Decision } from '../decision.ts'
import { tellTeam } from '../messaging/tell-of-order.ts'
import type { OrderMove } from './advance-order.ts'
import { isOpen, type OrderRecord } from './order-record.ts'
import { possibleMoves } from './possible-moves.ts'
import type { OrderToActOn } from './return-order.ts'
import { keepLead } from './succession.ts'

export type LeadRefusal = {
  readonly ok: false
  /** `awaitsRuling`: its unit says that it is not its own. */
  readonly reason: 'over' | 'awaitsRuling'
  readonly possible: readonly OrderMove[]
}

/**
 * Gives the lead to another open order. Whoever led goes on answering for the case until that unit has accepted. Asked for
 * an order that leads already, nothing happens.
 */
export function moveLead(
  subject: OrderToActOn,
  { by, reason }: { readonly by: Actor; readonly reason: string },
  decision: Decision,
): LeadRefusal | { readonly ok: true; readonly order: OrderRecord; readonly changes: Change[] } {
  const { order, orders, caseRow, deadlines, duty } = subject
  if (!isOpen(order)) return { ok: false, reason: 'over', possible: possibleMoves(order) }
  if (order.lead) return { ok: true, order, changes: [] }
  if (order.status === 'returned') return { ok: false, reason: 'awaitsRuling', possible: possibleMoves(order) }
  const isSought = isLeadSought(deadlines)
  const kept = keepLead(
    { caseId: order.caseId, was: orders, is: orders, wasSought: isSought, isSought, to: order.id, why: reason },
    { ...decision, line: (caseId, what, about) => decision.line(caseId, what, { ...about, actor: by }) },
  )
  const lead = kept.orders.find(({ id }) => id === order.id) ?? order
  return {
    ok: true,
    order: lead,
    changes: [
      { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1 } },
      ...kept.changes,
      ...tellTeam('orderLeads', `leads:${lead.revision}`, { order: lead, caseRow, duty }, decision),
    ],
  }
}
