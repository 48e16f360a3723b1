import type { Actor } from '../case/timeline-line.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { DeadlineRecord } from './deadline-record.ts'

export type StopRefusal = {
  readonly ok: false
  /**
   * `alreadySettled`: nothing is owed any more; `alreadyAcknowledged`: somebody took note, or stopped it, before;
   * `nothingToStop`: its last step was taken, or it has none.
   */
  readonly reason: 'alreadySettled' | 'alreadyAcknowledged' | 'nothingToStop'
}

/**
 * Ends the escalation of a running deadline, for a reason: nobody is told of it any more. What is owed stays owed and its
 * instant stays what it is; it counts as late where it is.
 */
export function stopEscalation(
  deadline: DeadlineRecord,
  by: Actor,
  why: string,
  decision: Pick<Decision, 'line'>,
): StopRefusal | { readonly ok: true; readonly deadline: DeadlineRecord; readonly changes: Change[] } {
  if (deadline.status !== 'running') return { ok: false, reason: 'alreadySettled' }
  if (deadline.acknowledgedBy !== null) return { ok: false, reason: 'alreadyAcknowledged' }
  if (deadline.nextStepAt === null) return { ok: false, reason: 'nothingToStop' }
  const row: DeadlineRecord = {
    ...deadline,
    revision: deadline.revision + 1,
    nextStepAt: null,
    acknowledgedBy: by,
  }
  const refs = { deadline: row.id, ...(row.orderId === null ? {} : { order: row.orderId }) }
  const left = deadline.ladder.length - deadline.stepsDone
  return {
    ok: true,
    deadline: row,
    changes: [
      { put: 'deadline', row },
      decision.line(row.caseId, 'escalationStopped', { refs, after: { kind: row.kind, stepsLeft: left }, why }),
    ],
  }
}
