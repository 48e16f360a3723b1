import type { CaseRecord } from '../case/case-record.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { MessageToQueue } from './queue-message.ts'
import { whatAndWhere } from './what-and-where.ts'

/** The language that the people of units and of the centre are written to in: the table's first. */
export const staffLanguage = ({ table }: Pick<Decision, 'table'>): string => table.languages[0] ?? 'zh-CN'

/** What every message about an order to those who work on it says alike; `variables`: those that the kind has besides. */
export const aboutOrder = (
  { order, caseRow }: { readonly order: OrderRecord; readonly caseRow: CaseRecord },
  variables: Readonly<Record<string, string>>,
  decision: Pick<Decision, 'table'>,
): Pick<MessageToQueue, 'language' | 'variables' | 'caseId' | 'orderId'> => {
  const language = staffLanguage(decision)
  const category = whatAndWhere(decision.table, caseRow, language)
  return {
    language,
    variables: { code: order.code ?? '', caseNumber: caseRow.number ?? '', category, ...variables },
    caseId: caseRow.id,
    orderId: order.id,
  }
}
