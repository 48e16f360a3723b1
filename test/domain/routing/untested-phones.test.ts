import { expect, test } from 'vitest'
import { untestedPhones } from '../../../src/domain/routing/untested-phones.ts'
import { formatPath } from '../../../src/domain/routing/validation/format-path.ts'
import { smallTable } from './small-table.ts'

const zone = 'Asia/Shanghai'
/** Mon 2026-11-23 00:30 in Shanghai: still Sunday in Greenwich. */
const at = Date.parse('2026-11-23T00:30:00+08:00')
const testedOn: Record<string, string> = { ann: '2026-10-24', bob: '2026-10-23', dan: '2026-01-01' }
const table = {
  ...smallTable,
  units: smallTable.units.map((unit) => ({
    ...unit,
    responders: unit.responders.map((one) => ({
      ...one,
      phones: one.phones.map((phone) => ({ ...phone, testedOn: testedOn[one.id] ?? null })),
    })),
  })),
}
const answer = (number: string, when: string) => ({
  [number]: { number, person: 'x', at: Date.parse(when), callId: 'c' },
})
const named = (days: number | null, answers = {}) =>
  untestedPhones(table, answers, { days, at, zone }).map(({ person, lastAnswered }) => `${person} ${lastAnswered}`)

test('a telephone counts as tested for so many days, by local dates', () => {
  // 30 days before Mon 2026-11-23 is Sat 2026-10-24: the last day that counts.
  expect(named(30)).toEqual(['bob 2026-10-23', 'eve null', 'dan 2026-01-01', 'duty null', 'boss null'])
})

test('a key that was pressed in any call counts like a test, the later of both', () => {
  const answers = {
    ...answer('13900000004', '2026-11-01T10:00:00+08:00'),
    // Fri 2026-10-23 23:30 in Shanghai, and Sat 2026-10-24 00:30, still Friday in Greenwich.
    ...answer('13900000003', '2026-10-23T23:30:00+08:00'),
    ...answer('13900000009', '2026-10-24T00:30:00+08:00'),
    ...answer('13900000001', '2020-01-01T10:00:00+08:00'),
  }
  expect(named(30, answers)).toEqual(['bob 2026-10-23', 'eve 2026-10-23', 'boss null'])
})

test('without a rule, those that nobody has ever answered; telephones for messages alone are not rung', () => {
  expect(named(null)).toEqual(['eve null', 'duty null', 'boss null'])
  const mute = {
    ...table,
    centre: {
      ...table.centre,
      supervision: {
        ...table.centre.supervision,
        phones: [{ number: '13900000008', voice: false, sms: true, testedOn: null }],
      },
    },
  }
  const found = untestedPhones(mute, {}, { days: null, at, zone })
  expect(found.map(({ path, unit }) => [formatPath(path), unit])).toEqual([
    ['units[0].head', 'works'],
    ['centre.dutyOfficers[0]', null],
  ])
})
