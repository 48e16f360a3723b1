import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Duty } from '../routing/duty.ts'
import { officersOnDuty, peopleOnDuty } from '../routing/people-on-duty.ts'
import type { Responder, Unit } from '../routing/routing-table.ts'
import { aboutOrder } from './about-order.ts'
import { contactsFrom, contactsOf } from './contacts.ts'
import type { MessageKind } from './message-kind.ts'
import { queueMessage } from './queue-message.ts'

/**
 * One message to the unit of an order: to whoever took it; where nobody of the unit has, to the first on duty who can get messages, or of the
 * others. Of a telephone that can't be reached the next one is told instead: his colleagues, the head, the duty officers.
 * @param about.dedupeKey what it is about, once for ever.
 * @returns empty: nobody there can get messages.
 */
export function tellUnit(
  about: {
    readonly kind: MessageKind
    readonly order: OrderRecord
    readonly caseRow: CaseRecord
    readonly duty: Duty
    readonly dedupeKey: string
    /** Those of the kind besides the order's code, the case's number and what it is about. */
    readonly variables: Readonly<Record<string, string>>
    readonly variableRefs?: Readonly<Record<string, string>>
  },
  decision: Decision,
): Change[] {
  const { order, duty } = about
  const { table, now, zone } = decision
  const rules = { table, duty, zone }
  const unit = table.units.find(({ id }) => id === order.unit)
  if (unit === undefined) return []
  const onDuty = peopleOnDuty(rules, unit, null, now)
  const responder = whoIsTold(unit, order, onDuty)
  const centre = { ...table.centre, dutyOfficers: officersOnDuty(rules, now) }
  const [to, ...next] = responder === null ? [] : contactsFrom(unit, responder, { centre })
  if (to === undefined) return []
  const { kind, dedupeKey, variableRefs = {} } = about
  return queueMessage(
    { kind, to, next, dedupeKey, variableRefs, ...aboutOrder(about, about.variables, decision) },
    decision,
  )
}

function whoIsTold(unit: Unit, { acceptedBy }: OrderRecord, onDuty: readonly Responder[]): Responder | null {
  const people = [...unit.responders, ...(unit.head === null ? [] : [unit.head])]
  const taker = people.filter(({ id }) => acceptedBy === `responder:${id}`)
  return [...taker, ...onDuty, ...people].find((person) => contactsOf(person).length > 0) ?? null
}
