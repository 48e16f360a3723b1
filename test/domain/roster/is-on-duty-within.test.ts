import { expect, it } from 'vitest'
import { isOnDutyWithin } from '../../../src/domain/roster/is-on-duty-within.ts'
import type { Roster } from '../../../src/domain/roster/roster.ts'
import { waterRoster } from '../../support/rosters.ts'

const local = { zone: 'Asia/Shanghai', calendar: [{ date: '2026-11-29', kind: 'workday' as const, name: {} }] }
const weekly: Roster = {
  ...waterRoster,
  rotations: [{ id: 'weekly', firstDate: '2026-11-23', handOver: '09:00', everyDays: 7, groups: [['0501'], ['0502']] }],
  shifts: [{ ...waterRoster.shifts[0]!, from: '00:00', to: '24:00', on: { rotation: 'weekly' } }],
}
const sundays: Roster = { ...waterRoster, shifts: [{ ...waterRoster.shifts[0]!, days: 'workdays' }] }
const relieved: Roster = {
  ...waterRoster,
  shifts: waterRoster.shifts.slice(0, 1),
  overrides: [
    {
      id: 'o1',
      // Mon 2026-11-23 10:00 to 11:00
      from: Date.parse('2026-11-23T10:00:00+08:00'),
      until: Date.parse('2026-11-23T11:00:00+08:00'),
      off: '0501',
      on: '0502',
      swap: null,
      by: 'x',
      at: 0,
      reason: 'x',
    },
  ],
}

it.each<[string, Roster, string, string, string, boolean]>([
  // 0501 has the day shift, 08:00-20:00, Mon 2026-11-23
  ['within his shift', waterRoster, '0501', '2026-11-23T10:00', '2026-11-23T11:00', true],
  ['up to its beginning', waterRoster, '0501', '2026-11-23T06:00', '2026-11-23T08:00', false],
  ['over its beginning', waterRoster, '0501', '2026-11-23T06:00', '2026-11-23T08:01', true],
  ['from its end on', waterRoster, '0501', '2026-11-23T20:00', '2026-11-24T08:00', false],
  ['nobody of the roster', waterRoster, '1001', '2026-11-23T00:00', '2027-11-23T00:00', false],
  // The second group takes over on Mon 2026-11-30 at 09:00.
  ['before his turn', weekly, '0502', '2026-11-23T09:00', '2026-11-30T09:00', false],
  ['his turn begins', weekly, '0502', '2026-11-23T09:00', '2026-11-30T09:01', true],
  // Sun 2026-11-29 is worked.
  ['a Sunday that is worked', sundays, '0501', '2026-11-29T00:00', '2026-11-30T00:00', true],
  ['a Saturday', sundays, '0501', '2026-11-28T00:00', '2026-11-29T00:00', false],
  ['while another stands in for him', relieved, '0501', '2026-11-23T10:00', '2026-11-23T11:00', false],
  ['after that', relieved, '0501', '2026-11-23T10:00', '2026-11-23T11:01', true],
  ['he stands in', relieved, '0502', '2026-11-23T09:00', '2026-11-23T10:01', true],
  ['a time that ends in ten thousand years', weekly, '1001', '2026-11-23T10:00', '9999-11-23T10:00', true],
])('%s', (_, roster, person, from, until, isOn) => {
  const instant = (local: string) => Date.parse(`${local}:00+08:00`)
  expect(isOnDutyWithin(roster, person, { from: instant(from), until: instant(until) }, local)).toBe(isOn)
})
