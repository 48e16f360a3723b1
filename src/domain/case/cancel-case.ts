/** Promise to the unit: whoever is on the way for nothing is called back at once. To the citizen: he is told that nobody will come. */
import type { Change } from '../change.ts'
import { deadlineKinds } from '../clocks/deadline-kind.ts'
import { cancelDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import { type CaseToRelease, withdrawOrders } from '../dispatch/withdraw-orders.ts'
import { tellCaller } from '../messaging/tell-caller.ts'
import { inWords } from '../messaging/what-and-where.ts'
import type { CancelReason } from '../routing/routing-table.ts'
import type { CaseRecord } from './case-record.ts'
import { isOver } from './close-without-orders.ts'
import { supervisionEnded } from './supervision-ended.ts'

export type CancelRefusal = {
  readonly ok: false
  /** `unknownReason`: not in the table in use; `caseOver`: closed, merged or cancelled. */
  readonly reason: 'unknownReason' | 'caseOver'
}

/** Ends a case that nobody is to work on. Its orders are withdrawn, every clock ends. */
export function cancelCase(
  subject: CaseToRelease & { readonly callerNumber: string | null },
  { reason, why }: { readonly reason: CancelReason | null; readonly why: string },
  decision: Decision,
): CancelRefusal | { readonly ok: true; readonly withdrawn: readonly OrderRecord[]; readonly changes: Change[] } {
  const { caseRow, deadlines, callerNumber } = subject
  if (reason === null) return { ok: false, reason: 'unknownReason' }
  if (isOver(caseRow)) return { ok: false, reason: 'caseOver' }
  const row: CaseRecord = {
    ...caseRow,
    revision: caseRow.revision + 1,
    status: 'cancelled',
    closedAt: decision.now,
    supervision: null,
  }
  const { withdrawn, changes } = withdrawOrders(subject, why, decision)
  const said = { reason: inWords(reason.name, row.language) }
  return {
    ok: true,
    withdrawn,
    changes: [
      { put: 'case', row },
      decision.line(row.id, 'caseCancelled', {
        before: { status: caseRow.status },
        after: { status: row.status, reason: reason.id },
        why,
      }),
      ...changes,
      ...cancelDeadlines(deadlines, deadlineKinds, null, decision.now),
      ...supervisionEnded(caseRow, decision, 'the case is cancelled'),
      ...(reason.tellsCaller ? tellCaller('caseCancelled', { row, number: callerNumber }, said, decision) : []),
    ],
  }
}
