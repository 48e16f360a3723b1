import type { Actor } from '../../case/timeline-line.ts'
import type { Change } from '../../change.ts'
import type { DeadlineRecord } from '../../clocks/deadline-record.ts'
import { advanceOrder, type OrderStep } from '../../dispatch/advance-order.ts'
import { issueOrder } from '../../dispatch/issue-order.ts'
import { isOpen } from '../../dispatch/order-record.ts'
import type { Leg } from '../call-state.ts'
import type { Turn } from '../turn.ts'

/**
 * Takes a step with the order of the unit this leg belongs to. Who accepts for a fall-back unit gets an order of its own,
 * beside the first, whose unit stays responsible.
 * @returns false when the order is over (withdrawn, returned), so that there is nothing to take any more.
 */
export function advanceMatterOrder(turn: Turn, step: OrderStep, leg: Leg, by: Actor): boolean {
  const { subject, table } = turn.facts
  const unit = table.units.find((candidate) => candidate.responders.some(({ id }) => id === leg.responder))?.id
  if (!subject || unit === undefined) return true
  const ofUnit = subject.orders.filter((order) => order.unit === unit)
  const own = ofUnit.find(isOpen) ?? ofUnit[0]
  if (!own && step !== 'accept') return true
  const issued = own ? null : issueOrder(subject.caseRow, unit, subject.orders, turn.decision, subject.deadlines)
  const order = own ?? issued?.order
  if (!order) return true
  const advanced = advanceOrder(
    {
      caseRow: subject.caseRow,
      order,
      orders: issued?.orders ?? subject.orders,
      // The clock of an order that is issued just now is settled with it.
      deadlines: [...subject.deadlines, ...deadlinesOf(issued?.changes ?? [])],
    },
    { step, by },
    turn.decision,
  )
  if (!advanced.ok) return advanced.reason !== 'over' && advanced.reason !== 'awaitsRuling'
  turn.changes.push(...(issued?.changes ?? []), ...advanced.changes)
  return true
}

const deadlinesOf = (changes: readonly Change[]): DeadlineRecord[] =>
  changes.flatMap((change) => ('put' in change && change.put === 'deadline' ? [change.row] : []))
