import type { CallRecord } from '../../domain/call/call-record.ts'
import type { Personal } from '../case/read-personal.ts'

/** A call as somebody outside sees it; `result` null: it is not over. */
export const viewOfCall = (call: CallRecord, personal: Personal, caseNumber: string | null) => {
  const { callerRef, caseId: _case, termination, ...shown } = call
  return {
    ...shown,
    caseNumber,
    caller: personal.number(callerRef),
    result: termination?.result ?? null,
    reason: termination?.reason ?? null,
  }
}
export type CallView = ReturnType<typeof viewOfCall>
