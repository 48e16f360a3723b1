import { expect, test } from 'vitest'
import { minutesOfDay, timeOfMinutes } from '../../../src/domain/clocks/time-of-day.ts'

test('every minute of a day is read as it is written', () => {
  for (let minute = 0; minute <= 1440; minute += 1) expect(minutesOfDay(timeOfMinutes(minute))).toBe(minute)
})

test.each([
  '24:01',
  '25:00',
  '99:00',
  '12:60',
  '1:00',
  '012:00',
  '12:0',
  '12.00',
  '1a:00',
  'a1:00',
  '12:a0',
  '12:0a',
  '-1:00',
  '12:-1',
  ' 2:00',
  '',
  '１２:00',
])('%j is no time of day', (time) => {
  expect(minutesOfDay(time)).toBeNull()
})
