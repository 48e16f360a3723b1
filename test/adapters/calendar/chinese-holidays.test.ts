import { expect, test } from 'vitest'
import { chineseHolidays } from '../../../src/adapters/calendar/chinese-holidays.ts'

test('the package knows the moved working Sunday before National Day, and nothing of years to come', () => {
  const announced = chineseHolidays.year(2026) ?? []
  expect(announced.find(({ date }) => date === '2026-09-20')).toEqual({
    date: '2026-09-20',
    kind: 'workday',
    name: { 'zh-CN': '国庆节', en: 'National Day' },
  })
  expect(announced.filter(({ kind }) => kind === 'workday')).toHaveLength(6)
  expect(announced.filter(({ kind }) => kind === 'holiday')).toHaveLength(33)
  expect(announced.map(({ date }) => date)).toEqual(announced.map(({ date }) => date).sort())
  expect(chineseHolidays.year(2199)).toBeNull()
  expect(chineseHolidays.name).toMatch(/^chinese-days \d+\.\d+\.\d+$/)
})
