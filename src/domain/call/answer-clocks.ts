/**
 * Promise to the caller: he does not wait for an answer. The system itself answers at once; where telephones ring for him,
 * a person is there within the same seconds. Both are told apart, since a machine that answers is not yet help.
 */
import { type Instant, seconds } from '../instant.ts'
import type { CallRecord } from './call-record.ts'

export type AnswerClock = {
  /** `system`: from the call's arrival to the answer; `person`: from the first ring for him to the first who speaks with him. */
  readonly by: 'system' | 'person'
  readonly from: Instant
  readonly seconds: number
  readonly due: Instant
  /** null: nobody answered (yet). */
  readonly answeredAt: Instant | null
  /** `late`: answered after it was due, or not at all by then; `left`: the caller was gone before; `running`: neither yet. */
  readonly status: 'met' | 'late' | 'left' | 'running'
}

/**
 * The clocks of a caller's call, from what was recorded of it and the seconds of its table (`answerSeconds`).
 * @returns none for calls we make ourselves; no `person` where no telephone rang for him.
 */
export function answerClocks(call: CallRecord, answerSeconds: number, now: Instant): readonly AnswerClock[] {
  if (call.kind !== 'citizen') return []
  const clock = (by: AnswerClock['by'], from: Instant, answeredAt: Instant | null): AnswerClock => {
    const due = from + seconds(answerSeconds)
    return { by, from, seconds: answerSeconds, due, answeredAt, status: statusOf(due, answeredAt, call.endedAt, now) }
  }
  const system = clock('system', call.openedAt, call.answeredAt)
  return call.rangAt === null ? [system] : [system, clock('person', call.rangAt, call.connectedAt)]
}

function statusOf(
  due: Instant,
  answeredAt: Instant | null,
  endedAt: Instant | null,
  now: Instant,
): AnswerClock['status'] {
  if (answeredAt !== null) return answeredAt <= due ? 'met' : 'late'
  if ((endedAt ?? now) > due) return 'late'
  return endedAt === null ? 'running' : 'left'
}
