import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Words } from '../routing/routing-table.ts'
import { contactsAbove, contactsOf } from './contacts.ts'
import { queueMessage } from './queue-message.ts'

/**
 * Promise to the citizen: an order that nobody took on the telephone still reaches the team, and one that an officer adds
 * reaches it at once. Each responder of the order's
 * unit who can get messages gets one; of a telephone that can't be reached the next one is told instead. Nobody gets an
 * order twice, however often this is asked for. Empty: nobody of the team can get messages.
 */
export function orderToTeam(
  {
    order,
    caseRow,
    hasStatement,
  }: {
    readonly order: OrderRecord
    readonly caseRow: CaseRecord
    /** The caller left his words; they are heard on the telephone. */
    readonly hasStatement: boolean
  },
  decision: Decision,
): Change[] {
  const { table } = decision
  const unit = table.units.find(({ id }) => id === order.unit)
  if (!unit) return []
  const language = table.languages[0] ?? 'zh-CN'
  const category = table.categories.find(({ id }) => id === caseRow.category)
  const callerRef = caseRow.callBackRef ?? caseRow.callerRef
  return unit.responders
    .filter((responder) => contactsOf(responder).length > 0)
    .flatMap((responder) => {
      // His colleagues get one of their own.
      const [to, ...next] = contactsAbove(unit, responder, table)
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
            category: inWords(category?.name, language),
            urgency: caseRow.urgency,
            statement: hasStatement ? 'yes' : 'no',
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

const inWords = (words: Words | undefined, language: string): string =>
  words === undefined ? '—' : (words[language] ?? Object.values(words)[0] ?? '')
