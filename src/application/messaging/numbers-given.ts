import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import type { CaseReader } from '../ports/ledger.ts'

/**
 * The case's number and the order's code, which the store gives when they are saved: a message that is queued in the same
 * commit can't know them. Only those the message's text names and does not have.
 */
export async function numbersGiven(
  cases: Pick<CaseReader, 'byId' | 'order'>,
  { caseId, orderId, variables }: Pick<MessageRecord, 'caseId' | 'orderId' | 'variables'>,
): Promise<Readonly<Record<string, string>>> {
  const given: Record<string, string> = {}
  if (variables.caseNumber === '' && caseId !== null) given.caseNumber = (await cases.byId(caseId))?.number ?? ''
  if (variables.code === '' && orderId !== null) given.code = (await cases.order(orderId))?.code ?? ''
  return given
}
