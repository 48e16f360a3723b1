import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { isMobileNumber } from './contacts.ts'
import { queueMessage } from './queue-message.ts'

/**
 * Promise to the citizen: he has his case number in writing, even if he hung up before it was spoken. Queued with the case
 * itself; the number, which the store assigns, is filled in when the message is sent. Nothing for a hidden number or one
 * that can't get messages.
 */
export function caseNumberToCaller(
  { id, callerRef, language }: Pick<CaseRecord, 'id' | 'callerRef' | 'language'>,
  callerNumber: string | null,
  decision: Pick<Decision, 'now' | 'newId' | 'line'>,
): Change[] {
  if (callerNumber === null || callerRef === null || !isMobileNumber(callerNumber)) return []
  return queueMessage(
    {
      kind: 'caseNumber',
      to: { who: null, at: { ref: callerRef } },
      language,
      variables: { caseNumber: '' },
      caseId: id,
      orderId: null,
      dedupeKey: `caseNumber:${id}`,
    },
    decision,
  )
}
