import type { Instant } from '../instant.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import type { DeadlineRecord } from './deadline-record.ts'
import { localClock, localDate } from './local-time.ts'

export type ExplanationLanguage = 'zh-CN' | 'en'

/** Name of a unit, a category or an area of the routing table, in the language of the explanation. */
export type NameOf = (kind: 'unit' | 'category' | 'area', id: string) => string

/**
 * The sum behind a deadline, so that anybody can check it: "arrive by 14:35 = notified 14:05 + 30 min (waterworks,
 * water, urgent)". Dates are shown where both instants are not on the same local day; whole hours are written as hours.
 */
export function explainDeadline(
  deadline: DeadlineRecord,
  names: NameOf,
  zone: string,
  language: ExplanationLanguage,
): string {
  const { due, reason } = deadline
  const words = language === 'zh-CN' ? chinese : english
  const sameDay = localDate(due, zone) === localDate(reason.from, zone)
  const show = (at: Instant) => (sameDay ? localClock(at, zone) : `${localDate(at, zone)} ${localClock(at, zone)}`)
  const base = `${words.bases[reason.base] ?? reason.base} ${show(reason.from)}`
  const sum =
    reason.minutes === null ? words.next(reason.atLocal ?? '', base) : `${base} + ${words.lasting(reason.minutes)}`
  const about = [
    reason.unit === null ? null : names('unit', reason.unit),
    reason.category === null ? null : names('category', reason.category),
    reason.urgency === null ? null : (words.urgencies[reason.urgency] ?? reason.urgency),
  ].filter((part) => part !== null)
  return `${words.kinds[deadline.kind]} ${show(due)} = ${sum}${about.length === 0 ? '' : words.about(about)}`
}

type ExplanationWords = {
  readonly kinds: Readonly<Record<DeadlineKind, string>>
  readonly bases: Readonly<Record<string, string>>
  readonly urgencies: Readonly<Record<string, string>>
  readonly lasting: (minutes: number) => string
  readonly next: (time: string, base: string) => string
  readonly about: (parts: readonly string[]) => string
}

const isWholeHours = (minutes: number) => minutes >= 60 && minutes % 60 === 0

const english: ExplanationWords = {
  kinds: {
    dispatch: 'dispatch by',
    accept: 'accept by',
    arrive: 'arrive by',
    complete: 'complete by',
    feedback: 'feed back by',
    callBack: 'call back by',
    confirmAfterHours: 'confirm by',
  },
  bases: {
    issued: 'issued',
    notified: 'notified',
    completed: 'completed',
    completionDue: 'completion due',
    abandoned: 'abandoned',
    promised: 'promised',
    ended: 'call ended',
    imported: 'server back',
    opened: 'opened',
  },
  urgencies: { normal: 'normal', urgent: 'urgent', critical: 'critical' },
  lasting: (minutes) => (isWholeHours(minutes) ? `${minutes / 60} h` : `${minutes} min`),
  next: (time, base) => `first ${time} after ${base}`,
  about: (parts) => ` (${parts.join(', ')})`,
}

const chinese: ExplanationWords = {
  kinds: {
    dispatch: '派单时限',
    accept: '接单时限',
    arrive: '到达时限',
    complete: '办结时限',
    feedback: '反馈时限',
    callBack: '回电时限',
    confirmAfterHours: '确认时限',
  },
  bases: {
    issued: '下达',
    notified: '通知',
    completed: '办结',
    completionDue: '办结到期',
    abandoned: '来电中断',
    promised: '承诺',
    ended: '通话结束',
    imported: '系统恢复',
    opened: '立案',
  },
  urgencies: { normal: '一般', urgent: '紧急', critical: '危急' },
  lasting: (minutes) => (isWholeHours(minutes) ? `${minutes / 60} 小时` : `${minutes} 分钟`),
  next: (time, base) => `${base} 之后的第一个 ${time}`,
  about: (parts) => `（${parts.join('、')}）`,
}
