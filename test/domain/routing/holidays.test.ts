import { expect, test } from 'vitest'
import { chineseHolidays } from '../../../src/adapters/calendar/chinese-holidays.ts'
import { isWorkingDay } from '../../../src/domain/clocks/working-day.ts'
import { approvedCalendar, compareCalendar } from '../../../src/domain/routing/holidays.ts'
import type { CalendarDay } from '../../../src/domain/routing/routing-table.ts'

const announced = chineseHolidays.year(2026) ?? []
const local: CalendarDay = { date: '2026-03-05', kind: 'holiday', name: { 'zh-CN': '建城日', en: 'City Day' } }
const own: CalendarDay = { date: '2026-10-01', kind: 'holiday', name: { 'zh-CN': '国庆', en: 'the First of October' } }
const wrong: CalendarDay = { date: '2026-09-20', kind: 'holiday', name: { 'zh-CN': '周日', en: 'Sunday' } }
const table = { calendar: [own, wrong, local], languages: ['zh-CN', 'en', 'fr'] }
const difference = (date: string) =>
  compareCalendar(table, 2026, announced).find((day) => day.date === date)?.difference

test('each day is told as it differs from the table', () => {
  expect(difference('2026-10-01')).toBe('none')
  expect(difference('2026-09-20')).toBe('otherKind')
  expect(difference('2026-10-10')).toBe('missing')
  expect(difference('2026-03-05')).toBe('own')
  expect(difference('2026-03-06')).toBeUndefined()
})

test('approved, the moved Sunday is worked; own days and names of the table stay', () => {
  const calendar = approvedCalendar(table, compareCalendar(table, 2026, announced))
  expect(isWorkingDay({ date: '2026-09-20', weekday: 7 }, table.calendar)).toBe(false)
  expect(isWorkingDay({ date: '2026-09-20', weekday: 7 }, calendar)).toBe(true)
  expect(calendar).toHaveLength(40)
  expect(calendar).toContainEqual(local)
  expect(calendar).toContainEqual(own)
  expect(calendar.find(({ date }) => date === '2026-10-10')).toEqual({
    date: '2026-10-10',
    kind: 'workday',
    name: { 'zh-CN': '国庆节', en: 'National Day', fr: 'National Day' },
  })
  expect(calendar.map(({ date }) => date)).toEqual(calendar.map(({ date }) => date).sort())
  const again = compareCalendar({ calendar }, 2026, announced)
  expect(again.filter(({ difference }) => difference !== 'none').map(({ date }) => date)).toEqual(['2026-03-05'])
})

test('days of other years are left alone', () => {
  const other: CalendarDay = { date: '2025-12-31', kind: 'holiday', name: {} }
  const calendar = approvedCalendar(
    { calendar: [other], languages: [] },
    compareCalendar({ calendar: [other] }, 2026, announced),
  )
  expect(calendar[0]).toEqual(other)
})
