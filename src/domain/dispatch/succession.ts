/**
 * Promise to the citizen: of the units that work on his matter exactly one leads, and none is out of it before another is in:
 * whoever gave the lead away answers for the case until the successor has accepted (首接责任).
 */
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { isOpen, type OrderRecord } from './order-record.ts'

/** The open order that leads; null: none is open. */
export const leadingOrder = (orders: readonly OrderRecord[]): OrderRecord | null =>
  orders.find((order) => order.lead && isOpen(order)) ?? null

/**
 * The order whose unit answers for the case; null: the centre itself does. Who leads only until the centre has found the
 * unit in charge does not answer for the whole.
 */
export const responsibleOrder = (orders: readonly OrderRecord[], isSought: boolean): OrderRecord | null =>
  orders.find(({ staysResponsibleSince }) => staysResponsibleSince !== null) ?? (isSought ? null : leadingOrder(orders))

/** The orders of a case before and after a change, with whether the lead was and is still sought. */
export type LeadSubject = {
  readonly caseId: string
  readonly was: readonly OrderRecord[]
  readonly is: readonly OrderRecord[]
  readonly wasSought: boolean
  readonly isSought: boolean
  /** Open order that is to lead. Left out: the one that does, or where none does the best of the open ones. */
  readonly to?: string
  /** Why it leads, for the timeline. */
  readonly why?: string
}

/**
 * Keeps lead and responsibility right after a change: of the open orders exactly one leads, and the unit that answered for
 * the case goes on until a successor has accepted. A unit whose order was withdrawn or closed is released at once.
 * @param subject.is the orders after the change; those that are not the same object as in `was` are written.
 * @returns all orders as they are now, and the puts of those that changed, with their lines.
 */
export function keepLead(
  subject: LeadSubject,
  decision: Pick<Decision, 'line' | 'now'>,
): { readonly orders: readonly OrderRecord[]; readonly changes: Change[] } {
  const { was, is, wasSought, isSought } = subject
  const lead = is.find(({ id }) => id === subject.to) ?? leadingOrder(is) ?? bestOf(is.filter(isOpen))
  const answered = responsibleOrder(was, wasSought)
  const goesOn = goesOnAnswering(answered && (is.find(({ id }) => id === answered.id) ?? null), lead, isSought)
  const orders = is.map((order) => {
    const now = {
      lead: lead === null ? order.lead : order.id === lead.id,
      staysResponsibleSince: order.id === goesOn?.id ? (order.staysResponsibleSince ?? decision.now) : null,
    }
    if (now.lead === order.lead && now.staysResponsibleSince === order.staysResponsibleSince) return order
    // One row, one revision: what the change itself has raised is not raised again.
    return { ...order, ...now, revision: was.includes(order) ? order.revision + 1 : order.revision }
  })
  return {
    orders,
    changes: [
      ...orders.filter((order) => !was.includes(order)).map((row): Change => ({ put: 'order', row })),
      ...leadLine(subject, orders, decision),
      ...responsibleLine(subject, orders, decision),
    ],
  }
}

/** Whoever answered for the case, where he still does although another leads; null: he is released, or leads himself. */
function goesOnAnswering(
  answered: OrderRecord | null,
  lead: OrderRecord | null,
  isSought: boolean,
): OrderRecord | null {
  if (answered === null || answered.id === lead?.id) return null
  if (answered.status === 'withdrawn' || answered.status === 'closed') return null
  const hasSuccessor = lead !== null && lead.acceptedAt !== null && !isSought
  return hasSuccessor ? null : answered
}

/** Who takes the lead where nobody was named: not one that disputes it, rather one that has accepted, the longest there. */
function bestOf(open: readonly OrderRecord[]): OrderRecord | null {
  const rank = ({ status, acceptedAt }: OrderRecord): number =>
    status === 'returned' ? 2 : acceptedAt === null ? 1 : 0
  const [best] = open.toSorted(
    (one, other) => rank(one) - rank(other) || one.issuedAt - other.issuedAt || (one.id < other.id ? -1 : 1),
  )
  return best ?? null
}

/** An order that is issued to lead says so in its own line; one that leads from now on instead of another, here. */
function leadLine(
  { caseId, was, why }: LeadSubject,
  orders: readonly OrderRecord[],
  decision: Pick<Decision, 'line'>,
): Change[] {
  const [before, after] = [was.find(({ lead }) => lead), leadingOrder(orders)]
  if (after === null || before === undefined || before.id === after.id) return []
  return [
    decision.line(caseId, 'leadPassed', {
      refs: { order: after.id, from: before.id },
      before: { unit: before.unit },
      after: { unit: after.unit },
      ...(why === undefined ? {} : { why }),
    }),
  ]
}

function responsibleLine(
  { caseId, was, wasSought, isSought }: LeadSubject,
  orders: readonly OrderRecord[],
  decision: Pick<Decision, 'line'>,
): Change[] {
  const [before, after] = [responsibleOrder(was, wasSought), responsibleOrder(orders, isSought)]
  if (before === null || before.id === after?.id) return []
  // The last unit has done all it owed: nothing passes to anybody.
  if (after === null && orders.some(({ id, status }) => id === before.id && status === 'closed')) return []
  return [
    decision.line(caseId, 'responsibilityPassed', {
      refs: { from: before.id, ...(after === null ? {} : { order: after.id }) },
      before: { unit: before.unit },
      after: { unit: after?.unit ?? null },
    }),
  ]
}
