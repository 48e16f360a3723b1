/** Promise to the citizen: who is sent elsewhere is told where, and what he was promised stays owed until he knows. */
import type { Change } from '../change.ts'
import type { DeadlineKind } from '../clocks/deadline-kind.ts'
import { cancelDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import { type CaseToRelease, withdrawOrders } from '../dispatch/withdraw-orders.ts'
import { tellCaller } from '../messaging/tell-caller.ts'
import { inWords } from '../messaging/what-and-where.ts'
import type { Destination } from '../routing/routing-table.ts'
import type { CaseRecord } from './case-record.ts'
import { isOver } from './close-without-orders.ts'

export type ReferRefusal = {
  readonly ok: false
  /** `unknownDestination`: neither an emergency nor a destination of the table in use; `alreadyReferred`: it is there. */
  readonly reason: 'unknownDestination' | 'caseOver' | 'alreadyReferred'
}

/**
 * Hands a case to somebody outside. Its units are released, unless they are to go on beside (`keepOrders`). A call back
 * that was promised is still owed where the caller can't be told by a message.
 */
export function referCase(
  subject: CaseToRelease & { readonly callerNumber: string | null },
  referral: { readonly to: Destination | null; readonly keepOrders: boolean; readonly why: string },
  decision: Decision,
): ReferRefusal | { readonly ok: true; readonly withdrawn: readonly OrderRecord[]; readonly changes: Change[] } {
  const { caseRow, deadlines, callerNumber } = subject
  const { to, keepOrders, why } = referral
  if (to === null) return { ok: false, reason: 'unknownDestination' }
  if (isOver(caseRow)) return { ok: false, reason: 'caseOver' }
  if (caseRow.referredTo === to.id) return { ok: false, reason: 'alreadyReferred' }
  const row: CaseRecord = { ...caseRow, revision: caseRow.revision + 1, status: 'referred', referredTo: to.id }
  const released = keepOrders ? { withdrawn: [], changes: [] } : withdrawOrders(subject, why, decision)
  const said = { destination: inWords(to.name, row.language), number: to.number ?? '' }
  const told = tellCaller('caseReferred', { row, number: callerNumber }, said, decision)
  const settled: readonly DeadlineKind[] = [
    'dispatch',
    'confirmAfterHours',
    ...(told.length > 0 ? ['callBack' as const] : []),
  ]
  return {
    ok: true,
    withdrawn: released.withdrawn,
    changes: [
      { put: 'case', row },
      decision.line(row.id, 'caseReferred', {
        before: { status: caseRow.status, referredTo: caseRow.referredTo },
        after: { status: row.status, referredTo: row.referredTo },
        why,
      }),
      ...released.changes,
      ...cancelDeadlines(deadlines, settled, null, decision.now),
      ...told,
    ],
  }
}
