/**
 * A unit says that an order is not its own. Promise to the citizen: nothing stops and nobody is released by that; the centre
 * decides within its own time, and until then the unit is held to the order as if it had said nothing.
 */
import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import { setDeadline } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { tellOfReturn } from '../messaging/tell-of-order.ts'
import type { Duty } from '../routing/duty.ts'
import type { ReturnReason } from '../routing/routing-table.ts'
import type { OrderInCase, OrderMove } from './advance-order.ts'
import { isOpen, type OrderRecord } from './order-record.ts'
import { possibleMoves } from './possible-moves.ts'

/** An order in its case, with who is on duty: whoever an act concerns is told of it. */
export type OrderToActOn = OrderInCase & { readonly duty: Duty }

export type ReturnRefusal = {
  readonly ok: false
  /**
   * `unknownReason`: not in the table's list; `designated`: it was designated to the unit; `returnedBefore`: once is
   * enough; `tooLate`: the work is done; `awaitsRuling`: it is returned already; `over`: nothing is owed any more.
   */
  readonly reason: 'unknownReason' | 'designated' | 'returnedBefore' | 'tooLate' | 'awaitsRuling' | 'over'
  readonly possible: readonly OrderMove[]
}

export type Returning = {
  readonly by: Actor
  /** Id of one of `reasons`. */
  readonly reason: string
  /** Reasons that may be given, by the table in use. */
  readonly reasons: readonly ReturnReason[]
  /** The unit's words, personal data, kept apart; null: none. */
  readonly words: string | null
}

/** Returns an order: it waits for the centre's ruling, whose clock starts. Its own clocks are not touched. */
export function returnOrder(
  subject: OrderToActOn,
  returning: Returning,
  decision: Decision,
): ReturnRefusal | { readonly ok: true; readonly order: OrderRecord; readonly changes: Change[] } {
  const { caseRow, order } = subject
  const reason = returning.reasons.find(({ id }) => id === returning.reason)
  const refused = whyNot(order) ?? (reason === undefined ? ('unknownReason' as const) : null)
  if (refused !== null || reason === undefined)
    return { ok: false, reason: refused ?? 'unknownReason', possible: possibleMoves(order) }
  const { now } = decision
  const wordsRef = returning.words === null ? null : decision.newId()
  const returned: OrderRecord = {
    ...order,
    revision: order.revision + 1,
    status: 'returned',
    returned: { at: now, by: returning.by, reason: reason.id, wordsRef, from: order.status },
  }
  const { rulingMinutes } = decision.table.timings
  const clock = setDeadline(
    caseRow,
    { kind: 'ruling', base: 'returned', from: now, minutes: rulingMinutes, order: returned },
    decision,
  )
  const due =
    clock.flatMap((change) => ('put' in change && change.put === 'deadline' ? [change.row.due] : []))[0] ?? now
  return {
    ok: true,
    order: returned,
    changes: [
      // Written although it stays as it is: whoever decides on the case at the same time must see the return.
      { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1 } },
      ...(wordsRef === null
        ? []
        : [{ put: 'personal', row: { id: wordsRef, kind: 'result', value: returning.words, at: now } } as const]),
      { put: 'order', row: returned },
      decision.line(order.caseId, 'orderReturned', {
        actor: returning.by,
        refs: { order: order.id, ...(wordsRef === null ? {} : { words: wordsRef }) },
        before: { status: order.status },
        after: { status: returned.status, reason: reason.id },
      }),
      ...clock,
      ...tellOfReturn({ ...subject, order: returned }, { reason, due }, decision),
    ],
  }
}

function whyNot(order: OrderRecord): ReturnRefusal['reason'] | null {
  if (order.status === 'returned') return 'awaitsRuling'
  if (!isOpen(order)) return 'over'
  if (order.designated !== null) return 'designated'
  if (order.returned !== null) return 'returnedBefore'
  return order.status === 'completed' || order.status === 'fedBack' ? 'tooLate' : null
}
