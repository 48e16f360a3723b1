import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { MessageRecord } from './message-record.ts'
import type { Attempted } from './next-attempt.ts'

/** How the timeline calls it; a try that is repeated is no line of its own. */
const lines: Partial<Record<MessageRecord['status'], string>> = {
  sent: 'messageSent',
  delivered: 'messageDelivered',
  failed: 'messageFailed',
  expired: 'messageExpired',
  cancelled: 'messageCancelled',
}

/**
 * What is to be saved of an attempt: the message as it is now, the message its next contact gets, and the lines of the
 * case's timeline that say so.
 */
export function settleAttempt(
  { row, handOn }: Attempted,
  decision: Pick<Decision, 'now' | 'newId' | 'line'>,
): Change[] {
  const line = (what: string, refs: Record<string, string>, after: unknown): Change[] =>
    row.caseId === null
      ? []
      : [
          decision.line(row.caseId, what, {
            refs: { ...refs, ...(row.orderId === null ? {} : { order: row.orderId }) },
            after,
            why: row.detail,
          }),
        ]
  const what = lines[row.status]
  const settled: MessageRecord = handOn === null ? row : { ...row, nextContacts: [] }
  const changes: Change[] = [
    { put: 'message', row: settled },
    ...(what === undefined ? [] : line(what, { message: row.id }, { kind: row.kind, to: row.who, status: row.status })),
  ]
  if (handOn === null) return changes
  const next: MessageRecord = {
    ...row,
    id: decision.newId(),
    revision: 1,
    dedupeKey: handOn.dedupeKey,
    toRef: handOn.ref,
    who: handOn.who,
    status: 'pending',
    createdAt: decision.now,
    nextAttemptAt: decision.now,
    attempts: 0,
    unknownOutcomes: 0,
    nextContacts: row.nextContacts.slice(1),
    transport: null,
    reference: null,
    sentAt: null,
    detail: null,
  }
  return [
    ...changes,
    { put: 'message', row: next },
    ...line('messageHandedOn', { message: row.id, next: next.id }, { kind: row.kind, to: next.who }),
  ]
}
