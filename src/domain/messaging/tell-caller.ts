/** Promise to the citizen: what becomes of his matter without his doing is told to him, in the same commit. */
import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { isMobileNumber } from './contacts.ts'
import { queueMessage } from './queue-message.ts'

/** Reference to the row with the number that the citizen is told things by; null: it is hidden. */
export const callerRefOf = (row: Pick<CaseRecord, 'callBackRef' | 'callerRef'>): string | null =>
  row.callBackRef ?? row.callerRef

/**
 * Tells a case's caller, once for each kind and case. Empty: his number is hidden, was erased, or can't get messages.
 * @param number the number behind `callerRefOf`.
 */
export function tellCaller(
  kind: 'caseReferred' | 'caseCancelled',
  { row, number }: { readonly row: CaseRecord; readonly number: string | null },
  variables: Readonly<Record<string, string>>,
  decision: Pick<Decision, 'now' | 'newId' | 'line'>,
): Change[] {
  const ref = callerRefOf(row)
  if (ref === null || number === null || !isMobileNumber(number)) return []
  return queueMessage(
    {
      kind,
      to: { who: null, at: { ref } },
      language: row.language,
      variables: { caseNumber: row.number ?? '', ...variables },
      caseId: row.id,
      orderId: null,
      dedupeKey: `${kind}:${row.id}:${row.revision}`,
    },
    decision,
  )
}
