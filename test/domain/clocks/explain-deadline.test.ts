import { describe, expect, it } from 'vitest'
import type { DeadlineKind } from '../../../src/domain/clocks/deadline-kind.ts'
import type { DeadlineReason, DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import { explainDeadline } from '../../../src/domain/clocks/explain-deadline.ts'

const english: Readonly<Record<string, string>> = { 'unit 05': 'waterworks', 'category water': 'water' }
const chinese: Readonly<Record<string, string>> = { 'unit 05': '自来水厂', 'category water': '自来水抢修' }
const names = {
  en: (kind: string, id: string) => english[`${kind} ${id}`] ?? id,
  'zh-CN': (kind: string, id: string) => chinese[`${kind} ${id}`] ?? id,
}

function deadline(kind: DeadlineKind, due: string, reason: Partial<DeadlineReason> & { from: number }): DeadlineRecord {
  const nothing = { base: 'notified', minutes: null, atLocal: null, unit: null, category: null, urgency: null }
  return {
    id: 'd',
    caseId: 'c',
    orderId: null,
    kind,
    due: Date.parse(due),
    status: 'running',
    settledAt: null,
    reason: { ...nothing, ...reason },
    revision: 1,
    ladder: [],
    stepsDone: 0,
    nextStepAt: null,
    acknowledgedBy: null,
  }
}

describe('explainDeadline', () => {
  // Wed 2027-03-10 14:05 in Shanghai
  const from = Date.parse('2027-03-10T06:05:00Z')
  const about = { unit: '05', category: 'water', urgency: 'urgent' }
  const arrive = deadline('arrive', '2027-03-10T06:35:00Z', { from, minutes: 30, ...about })
  const feedback = deadline('feedback', '2027-03-10T18:05:00Z', { base: 'completed', from, minutes: 720, ...about })
  // Fri 2027-03-12 16:30 to Mon 10:30
  const [friday, monday] = [Date.parse('2027-03-12T16:30+08:00'), Date.parse('2027-03-15T08:30+08:00')]
  const office = { window: 'office', name: { 'zh-CN': '工作时间', en: 'office hours' }, leftOut: null }
  const complete = deadline('complete', '2027-03-15T10:30+08:00', {
    from: friday,
    minutes: 180,
    ...about,
    service: {
      ...office,
      spans: [
        [friday, friday + 3_600_000],
        [monday, monday + 2 * 3_600_000],
      ],
    },
  })
  const nights = deadline('review', '2027-03-26T23:00+08:00', {
    base: 'fedBack',
    from: friday,
    minutes: 600,
    service: {
      window: 'nights',
      name: null,
      spans: [
        [Date.parse('2027-03-12T22:00+08:00'), Date.parse('2027-03-13T02:00+08:00')],
        [Date.parse('2027-03-26T22:00+08:00'), Date.parse('2027-03-26T23:00+08:00')],
      ],
      leftOut: { spans: 2, minutes: 300 },
    },
  })
  const confirm = deadline('confirmAfterHours', '2027-03-11T01:00:00Z', {
    base: 'opened',
    from: Date.parse('2027-03-10T18:10:00Z'), // Thu 02:10
    atLocal: '09:00',
  })

  it.each([
    ['en', arrive, 'arrive by 14:35 = notified 14:05 + 30 min (waterworks, water, urgent)'],
    ['zh-CN', arrive, '到达时限 14:35 = 通知 14:05 + 30 分钟(自来水厂、自来水抢修、紧急)'],
    ['en', feedback, 'feed back by 2027-03-11 02:05 = completed 2027-03-10 14:05 + 12 h (waterworks, water, urgent)'],
    ['zh-CN', feedback, '反馈时限 2027-03-11 02:05 = 办结 2027-03-10 14:05 + 12 小时(自来水厂、自来水抢修、紧急)'],
    [
      'en',
      complete,
      'complete by Mon 2027-03-15 10:30 = notified Fri 2027-03-12 16:30 + 3 h of service time (office hours: Fri 16:30–17:30, Mon 08:30–10:30; waterworks, water, urgent)',
    ],
    [
      'zh-CN',
      complete,
      '办结时限 周一 2027-03-15 10:30 = 通知 周五 2027-03-12 16:30 + 3 小时（工作时间）（工作时间：周五 16:30–17:30、周一 08:30–10:30；自来水厂、自来水抢修、紧急）',
    ],
    [
      'en',
      nights,
      'judge the feedback by Fri 2027-03-26 23:00 = fed back Fri 2027-03-12 16:30 + 10 h of service time (nights: Fri 03-12 22:00–Sat 03-13 02:00, 2 more with 5 h, Fri 03-26 22:00–23:00)',
    ],
    ['en', confirm, 'confirm by 09:00 = first 09:00 after opened 02:10'],
    ['zh-CN', confirm, '确认时限 09:00 = 立案 02:10 之后的第一个 09:00'],
  ] as const)('in %s', (language, record, text) => {
    // the full-width brackets of Chinese typography
    const expected = language === 'en' ? text : text.replace('(', '\uff08').replace(')', '\uff09')
    expect(explainDeadline(record, names[language], 'Asia/Shanghai', language)).toBe(expected)
  })

  it('shows what it has no word for as it is', () => {
    const odd = deadline('callBack', '2027-03-10T07:35:00Z', { base: 'storm', from, minutes: 90, urgency: 'grave' })
    expect(explainDeadline(odd, names.en, 'Asia/Shanghai', 'en')).toBe(
      'call back by 15:35 = storm 14:05 + 90 min (grave)',
    )
  })
})
