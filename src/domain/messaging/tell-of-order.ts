/** Promise to the unit and to the duty officer: what happens to an order beside its work is told to whoever it concerns, in the same commit. */
import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import { dueText } from '../clocks/due-text.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Instant } from '../instant.ts'
import type { Duty } from '../routing/duty.ts'
import { officersOnDuty } from '../routing/people-on-duty.ts'
import type { Responder, ReturnReason } from '../routing/routing-table.ts'
import { aboutOrder, staffLanguage } from './about-order.ts'
import { contactsAbove, contactsOf } from './contacts.ts'
import { teamOf } from './order-to-team.ts'
import { queueMessage } from './queue-message.ts'
import { inWords } from './what-and-where.ts'

/** An order that somebody is told of, and who is on duty. */
export type OrderTold = {
  readonly order: OrderRecord
  readonly caseRow: CaseRecord
  readonly duty: Duty
}

/**
 * Tells the order's team: whoever is on duty, and who accepted it, though he may not be any more. Nobody is told the same
 * of an order twice (`key`: what it is about). Empty: nobody of the team can get messages.
 */
export function tellTeam(
  kind: 'orderUpheld' | 'orderOverruled' | 'orderWithdrawn' | 'orderLeads',
  key: string,
  { order, caseRow, duty }: OrderTold,
  decision: Decision,
): Change[] {
  const { table, now, zone } = decision
  const unit = table.units.find(({ id }) => id === order.unit)
  if (!unit) return []
  const rules = { table, duty, zone }
  const centre = { ...table.centre, dutyOfficers: officersOnDuty(rules, now) }
  const team = teamOf(rules, unit, now)
  const accepted = unit.responders.filter((one) => order.acceptedBy === `responder:${one.id}` && !team.includes(one))
  return [...team, ...accepted].flatMap((responder) => {
    const [to, ...next] = contactsOf(responder).length === 0 ? [] : contactsAbove(unit, responder, { centre })
    if (to === undefined) return []
    const about = { kind, dedupeKey: `${key}:${order.id}` }
    return queueMessage({ ...about, to, next, ...aboutOrder({ order, caseRow }, {}, decision) }, decision)
  })
}

/** Tells every duty officer on duty that a unit has returned its order, and until when he is to rule on it. */
export function tellOfReturn(
  { order, caseRow, duty }: OrderTold,
  { reason, due }: { readonly reason: ReturnReason; readonly due: Instant },
  decision: Decision,
): Change[] {
  const { table, now, zone } = decision
  const language = staffLanguage(decision)
  const variables = {
    unit: inWords(table.units.find(({ id }) => id === order.unit)?.name, language),
    reason: inWords(reason.name, language),
    due: dueText(due, now, zone),
  }
  return officersOnDuty({ table, duty, zone }, now).flatMap((officer: Responder) => {
    const [to, ...next] = contactsOf(officer)
    if (to === undefined) return []
    const about = { kind: 'orderReturned', dedupeKey: `returned:${order.id}` } as const
    return queueMessage({ ...about, to, next, ...aboutOrder({ order, caseRow }, variables, decision) }, decision)
  })
}
