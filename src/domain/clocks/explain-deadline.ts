import { type Instant, minutes } from '../instant.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import type { DeadlineRecord } from './deadline-record.ts'
import { localDayOf } from './local-day.ts'
import { localClock, localDate } from './local-time.ts'
import type { ServiceTime } from './service-time.ts'

export type ExplanationLanguage = 'zh-CN' | 'en'

/** Name of a unit, a category or the like of the routing table, in the language of the explanation. */
export type NameOf = (
  kind: 'unit' | 'category' | 'area' | 'designation' | 'returnReason' | 'seriousKind' | 'supervisionClass',
  id: string,
) => string

/**
 * The sum behind a deadline, so that anybody can check it: "arrive by 14:35 = notified 14:05 + 30 min (waterworks,
 * water, urgent)". Dates are shown where both instants are not on the same local day; whole hours are written as hours. Where
 * only service time counts, the hours that were counted stand there, too: "complete by Mon 2027-03-15 10:30 = notified Fri
 * 2027-03-12 16:30 + 3 h of service time (office hours: Fri 16:30–17:30, Mon 08:30–10:30; waterworks, water, normal)".
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
  const service = reason.service ?? null
  const weekday = (at: Instant) => (service === null ? '' : `${words.weekdays[localDayOf(at, zone).weekday - 1]} `)
  const show = (at: Instant) =>
    sameDay ? localClock(at, zone) : `${weekday(at)}${localDate(at, zone)} ${localClock(at, zone)}`
  const base = `${words.bases[reason.base] ?? reason.base} ${show(reason.from)}`
  const sum =
    reason.minutes === null
      ? words.next(reason.atLocal ?? '', base)
      : `${base} + ${words.lasting(reason.minutes)}${service === null ? '' : words.ofService}`
  const about = [
    reason.unit === null ? null : names('unit', reason.unit),
    reason.category === null ? null : names('category', reason.category),
    reason.urgency === null ? null : (words.urgencies[reason.urgency] ?? reason.urgency),
  ].filter((part) => part !== null)
  const parts = service === null ? [about] : [counted(service, reason.from, due, zone, words), about]
  const given = parts.filter((some) => some.length > 0)
  return `${words.kinds[deadline.kind]} ${show(due)} = ${sum}${given.length === 0 ? '' : words.about(given)}`
}

/** Within a week a day is known by its name. */
const weekMs = minutes(6 * 1440)

/** The window and the hours that were counted in it, so that they can be added up. */
function counted(
  { window, name, spans, leftOut }: ServiceTime,
  from: Instant,
  due: Instant,
  zone: string,
  words: ExplanationWords,
): readonly string[] {
  const day = (at: Instant) => {
    const weekday = words.weekdays[localDayOf(at, zone).weekday - 1]
    return due - from < weekMs ? weekday : `${weekday} ${localDate(at, zone).slice(5)}`
  }
  const hours = spans.map(([opens, closes]) => {
    const until = localDate(closes, zone) === localDate(opens, zone) ? '' : `${day(closes)} `
    return `${day(opens)} ${localClock(opens, zone)}–${until}${localClock(closes, zone)}`
  })
  if (leftOut !== null) hours.splice(-1, 0, words.leftOut(leftOut.spans, Math.round(leftOut.minutes)))
  const called = name?.[words.language] ?? Object.values(name ?? {})[0] ?? window
  return [`${called}${words.colon}${hours[0] ?? ''}`, ...hours.slice(1)]
}

type ExplanationWords = {
  readonly kinds: Readonly<Record<DeadlineKind, string>>
  readonly bases: Readonly<Record<string, string>>
  readonly urgencies: Readonly<Record<string, string>>
  readonly lasting: (minutes: number) => string
  readonly next: (time: string, base: string) => string
  /** Groups of words, one after the other. */
  readonly about: (groups: readonly (readonly string[])[]) => string
  readonly language: ExplanationLanguage
  readonly ofService: string
  readonly leftOut: (spans: number, minutes: number) => string
  /** From Monday on. */
  readonly weekdays: readonly string[]
  readonly colon: string
}

const isWholeHours = (minutes: number) => minutes >= 60 && minutes % 60 === 0

const english: ExplanationWords = {
  kinds: {
    dispatch: 'dispatch by',
    accept: 'accept by',
    arrive: 'arrive by',
    situation: 'report the situation by',
    complete: 'complete by',
    feedback: 'feed back by',
    review: 'judge the feedback by',
    ruling: 'rule on the return by',
    callBack: 'call back by',
    confirmAfterHours: 'confirm by',
  },
  bases: {
    issued: 'issued',
    notified: 'notified',
    completed: 'completed',
    completionDue: 'completion due',
    arrived: 'arrived',
    fedBack: 'fed back',
    sentBack: 'sent back',
    abandoned: 'abandoned',
    promised: 'promised',
    ended: 'call ended',
    imported: 'server back',
    opened: 'opened',
    returned: 'returned',
    upheld: 'return upheld',
    withdrawn: 'order withdrawn',
  },
  urgencies: { normal: 'normal', urgent: 'urgent', critical: 'critical' },
  lasting: (minutes) => (isWholeHours(minutes) ? `${minutes / 60} h` : `${minutes} min`),
  next: (time, base) => `first ${time} after ${base}`,
  about: (groups) => ` (${groups.map((parts) => parts.join(', ')).join('; ')})`,
  language: 'en',
  ofService: ' of service time',
  leftOut: (spans, count) => `${spans} more with ${isWholeHours(count) ? `${count / 60} h` : `${count} min`}`,
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  colon: ': ',
}

const chinese: ExplanationWords = {
  kinds: {
    dispatch: '派单时限',
    accept: '接单时限',
    arrive: '到达时限',
    situation: '情况报告时限',
    complete: '办结时限',
    feedback: '反馈时限',
    review: '反馈审核时限',
    ruling: '退单裁定时限',
    callBack: '回电时限',
    confirmAfterHours: '确认时限',
  },
  bases: {
    issued: '下达',
    notified: '通知',
    completed: '办结',
    completionDue: '办结到期',
    arrived: '到达',
    fedBack: '反馈',
    sentBack: '退回反馈',
    abandoned: '来电中断',
    promised: '承诺',
    ended: '通话结束',
    imported: '系统恢复',
    opened: '立案',
    returned: '退单',
    upheld: '退单获准',
    withdrawn: '指令撤回',
  },
  urgencies: { normal: '一般', urgent: '紧急', critical: '危急' },
  lasting: (minutes) => (isWholeHours(minutes) ? `${minutes / 60} 小时` : `${minutes} 分钟`),
  next: (time, base) => `${base} 之后的第一个 ${time}`,
  about: (groups) => `（${groups.map((parts) => parts.join('、')).join('；')}）`,
  language: 'zh-CN',
  ofService: '（工作时间）',
  leftOut: (spans, count) => `另${spans}段共${isWholeHours(count) ? `${count / 60} 小时` : `${count} 分钟`}`,
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  colon: '：',
}
