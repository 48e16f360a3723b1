import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Duty } from '../routing/duty.ts'
import { officersOnDuty, peopleOnDuty, type RoutingRules } from '../routing/people-on-duty.ts'
import type { Unit } from '../routing/routing-table.ts'
import { contactsAbove, contactsOf } from './contacts.ts'
import { queueMessage } from './queue-message.ts'
import { whatAndWhere } from './what-and-where.ts'

/**
 * Promise to the citizen: an order that nobody took on the telephone still reaches the team, and one that an officer adds
 * reaches it at once. Each responder of the order's unit who is on duty and can get messages gets one, all of them where
 * nobody is on duty; of a telephone that can't be reached the next one is told instead. Nobody gets an
 * order twice, however often this is asked for. Empty: nobody of the team can get messages.
 */
export function orderToTeam(
  {
    order,
    caseRow,
    duty,
    statement,
  }: {
    readonly order: OrderRecord
    readonly caseRow: CaseRecord
    /** Who is on duty, as it is now. */
    readonly duty: Duty
    /** Whether the caller left his words, which are heard on the telephone; `later`: he is only just being asked for them. */
    readonly statement: 'yes' | 'no' | 'later'
  },
  decision: Decision,
): Change[] {
  const { table, now, zone } = decision
  const rules = { table, duty, zone }
  const unit = table.units.find(({ id }) => id === order.unit)
  if (!unit) return []
  const centre = { ...table.centre, dutyOfficers: officersOnDuty(rules, now) }
  const language = table.languages[0] ?? 'zh-CN'
  const callerRef = caseRow.callBackRef ?? caseRow.callerRef
  return teamOf(rules, unit, now)
    .filter((responder) => contactsOf(responder).length > 0)
    .flatMap((responder) => {
      // His colleagues get one of their own.
      const [to, ...next] = contactsAbove(unit, responder, { centre })
      if (to === undefined) return []
      return queueMessage(
        {
          kind: 'orderToTeam',
          to,
          next,
          language,
          variables: {
            code: order.code ?? '',
            caseNumber: caseRow.number ?? '',
            category: whatAndWhere(table, caseRow, language),
            urgency: caseRow.urgency,
            statement,
            ...(callerRef === null ? { caller: 'hidden' } : {}),
          },
          ...(callerRef === null ? {} : { variableRefs: { caller: callerRef } }),
          caseId: caseRow.id,
          orderId: order.id,
          dedupeKey: `order:${order.id}`,
        },
        decision,
      )
    })
}

/** Off duty or not: an order must not reach nobody. */
export function teamOf(rules: RoutingRules, unit: Unit, at: Decision['now']): Unit['responders'] {
  const onDuty = peopleOnDuty(rules, unit, null, at)
  return onDuty.some((responder) => contactsOf(responder).length > 0) ? onDuty : unit.responders
}
