import type { Change } from '../change.ts'
import { linesBy } from '../decision.ts'
import type { Instant } from '../instant.ts'
import type { MessageRecord } from '../messaging/message-record.ts'
import type { DeadlineRecord } from './deadline-record.ts'

/** Whether nothing of its ladder is to happen any more: it is settled, or somebody has taken note. */
export const isEscalationOver = ({ status, nextStepAt, acknowledgedBy }: DeadlineRecord): boolean =>
  nextStepAt === null && (status !== 'running' || acknowledgedBy !== null)

/**
 * Takes back what a ladder had queued and nobody has taken to send yet: whoever has done it, or taken note, is not told of
 * it afterwards. A message that a sender has in hand can't be fetched back.
 * @param pending messages of this deadline's ladder.
 */
export function cancelMessages(
  deadline: DeadlineRecord,
  pending: readonly MessageRecord[],
  facts: { readonly now: Instant; readonly newId: () => string },
): Change[] {
  const why = deadline.status === 'running' ? 'somebody has taken note' : `the deadline is ${deadline.status}`
  const { line } = linesBy(deadline.acknowledgedBy ?? 'system', facts)
  return pending
    .filter(({ status }) => status === 'pending')
    .flatMap((message): Change[] => [
      {
        put: 'message',
        row: {
          ...message,
          revision: message.revision + 1,
          status: 'cancelled',
          nextAttemptAt: null,
          detail: `no longer wanted: ${why}`,
        },
      },
      line(deadline.caseId, 'messageCancelled', {
        refs: {
          message: message.id,
          deadline: deadline.id,
          ...(message.orderId === null ? {} : { order: message.orderId }),
        },
        before: { status: message.status },
        after: { kind: message.kind, to: message.who, status: 'cancelled' },
        why,
      }),
    ])
}
