import type { DeadlineKind } from '../clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { type Instant, minutes } from '../instant.ts'
import type { Notice } from './call-state.ts'
import type { FixedPrompt, Phrase } from './phrase.ts'

/** What is late, as a noun; "is overdue by" follows. */
const owed: Readonly<Record<DeadlineKind, FixedPrompt>> = {
  dispatch: 'overdueDispatch',
  accept: 'overdueAccept',
  arrive: 'overdueArrive',
  situation: 'overdueSituation',
  complete: 'overdueComplete',
  feedback: 'overdueFeedback',
  review: 'overdueReview',
  ruling: 'overdueRuling',
  callBack: 'overdueCallBack',
  confirmAfterHours: 'overdueConfirm',
}

/** What somebody is told of a deadline by telephone: the case, what is owed, by how much it is late (or how soon it is due). */
export const noticeOfDeadline = (deadline: DeadlineRecord, caseNumber: string | null, now: Instant): Notice => ({
  words: [
    { say: 'overdueIntro' },
    ...(caseNumber === null ? [] : [{ say: 'overdueCase' } as const, { digits: caseNumber }]),
    { say: owed[deadline.kind] },
    ...lateness(now - deadline.due),
  ],
  deadlineId: deadline.id,
})

/** In minutes up to two hours, in hours up to two days, in whole units that have passed. */
function lateness(ms: number): Phrase[] {
  const count = Math.floor(Math.abs(ms) / minutes(1))
  if (count === 0) return [{ say: 'dueNow' }]
  const say = ms > 0 ? 'overdueBy' : 'dueIn'
  if (count < 120) return [{ say }, { number: count }, { say: 'minutes' }]
  const hours = Math.floor(count / 60)
  if (hours < 48) return [{ say }, { number: hours }, { say: 'hours' }]
  return [{ say }, { number: Math.floor(hours / 24) }, { say: 'days' }]
}
