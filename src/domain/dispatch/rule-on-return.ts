/**
 * The centre decides on a return. Promise to the citizen: a unit that is let go has a successor, or the centre has a clock
 * of its own; and until the successor has accepted, the first unit answers for the case (首接责任).
 */
import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import { deadlineKinds } from '../clocks/deadline-kind.ts'
import { deadlinesAfter } from '../clocks/dispatch-clock.ts'
import { cancelDeadlines, settleDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { orderToTeam } from '../messaging/order-to-team.ts'
import { tellTeam } from '../messaging/tell-of-order.ts'
import type { OrderMove } from './advance-order.ts'
import { issueOrder } from './issue-order.ts'
import { isOpen, type OrderRecord, type OrderRuling } from './order-record.ts'
import { possibleMoves } from './possible-moves.ts'
import type { OrderToActOn } from './return-order.ts'
import { takeBackOrder } from './take-back-order.ts'

export type RulingRefusal = {
  readonly ok: false
  /** `notReturned`: there is nothing to rule on; `alreadyOrdered`: the successor is the unit itself, or works on the case already. */
  readonly reason: 'notReturned' | 'alreadyOrdered'
  readonly possible: readonly OrderMove[]
}

export type RulingGiven = {
  readonly outcome: OrderRuling['outcome']
  readonly by: Actor
  readonly reason: string
  /** Unit that takes the order's place, with the table it is held to; null: none is named. */
  readonly successor: ({ readonly unit: string } & Pick<Decision, 'table' | 'tableVersion'>) | null
  /** Whether the caller left his words, which the successor's team is told. */
  readonly statement: 'yes' | 'no'
}

type Ruled = {
  readonly ok: true
  readonly order: OrderRecord
  readonly successor: OrderRecord | null
  readonly changes: Change[]
}

/**
 * Rules on a return, of which the team is told. `overruled`: the order goes back to where it stood, with all its clocks as
 * they are. `upheld`: it is over and its clocks are cancelled; a successor gets an order in the same step. Where it led and
 * nobody is named, the centre's clock to dispatch the case starts anew.
 */
export function ruleOnReturn(subject: OrderToActOn, given: RulingGiven, decision: Decision): RulingRefusal | Ruled {
  const { order, orders } = subject
  const refuse = (reason: RulingRefusal['reason']): RulingRefusal => ({
    ok: false,
    reason,
    possible: possibleMoves(order),
  })
  if (order.status !== 'returned' || order.returned === null) return refuse('notReturned')
  const isTaken = orders.some((other) => other.unit === given.successor?.unit && isOpen(other))
  if (given.outcome === 'upheld' && isTaken) return refuse('alreadyOrdered')
  const ruled: OrderRecord = {
    ...order,
    revision: order.revision + 1,
    status: given.outcome === 'upheld' ? 'upheld' : order.returned.from,
    ruling: { outcome: given.outcome, at: decision.now, by: given.by },
  }
  const settled = settleDeadlines(subject.deadlines, ['ruling'], order.id, decision.now)
  const begun: Change[] = [
    ...settled,
    decision.line(order.caseId, given.outcome === 'upheld' ? 'returnUpheld' : 'returnOverruled', {
      actor: given.by,
      refs: { order: order.id },
      before: { status: order.status },
      after: { status: ruled.status },
      why: given.reason,
    }),
  ]
  const then = { ...subject, deadlines: deadlinesAfter(subject.deadlines, settled) }
  return given.outcome === 'upheld'
    ? uphold(then, ruled, given, begun, decision)
    : overrule(then, ruled, begun, decision)
}

function overrule({ caseRow, duty }: OrderToActOn, order: OrderRecord, begun: Change[], decision: Decision): Ruled {
  return {
    ok: true,
    order,
    successor: null,
    changes: [
      { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1 } },
      { put: 'order', row: order },
      ...begun,
      ...tellTeam('orderOverruled', 'overruled', { order, caseRow, duty }, decision),
    ],
  }
}

function uphold(
  subject: OrderToActOn,
  ruled: OrderRecord,
  { successor, statement }: RulingGiven,
  begun: Change[],
  decision: Decision,
): Ruled {
  const { order, orders, caseRow, duty } = subject
  const told = tellTeam('orderUpheld', 'upheld', { order: ruled, caseRow, duty }, decision)
  if (successor === null) {
    const about = { base: 'upheld', seek: order.lead, why: 'returnUpheld' } as const
    const after = takeBackOrder(subject, ruled, about, decision)
    return {
      ok: true,
      order: after.orders.find(({ id }) => id === ruled.id) ?? ruled,
      successor: null,
      changes: [{ put: 'case', row: after.caseRow }, ...begun, ...after.changes, ...told],
    }
  }
  const cancelled = cancelDeadlines(subject.deadlines, deadlineKinds, order.id, decision.now)
  const others = orders.map((other) => (other.id === ruled.id ? ruled : other))
  const deadlines = deadlinesAfter(subject.deadlines, cancelled)
  const theirs = { ...decision, table: successor.table, tableVersion: successor.tableVersion }
  const as = { lead: order.lead, was: orders }
  const issued = issueOrder(caseRow, successor.unit, others, theirs, deadlines, as)
  return {
    ok: true,
    order: issued.orders.find(({ id }) => id === ruled.id) ?? ruled,
    successor: issued.order,
    changes: [
      { put: 'case', row: { ...issued.caseRow, revision: caseRow.revision + 1 } },
      ...begun,
      ...cancelled,
      ...issued.changes,
      ...told,
      ...orderToTeam({ order: issued.order, caseRow: issued.caseRow, duty, statement }, theirs),
    ],
  }
}
