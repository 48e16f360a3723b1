import { describe, expect, it } from 'vitest'
import type { Roster, Rotation, Shift } from '../../../src/domain/roster/roster.ts'
import { validateRoster } from '../../../src/domain/roster/validate-roster.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { sayFault } from '../../../src/domain/routing/validation/texts/fault-texts.ts'
import type { TextLanguage } from '../../../src/domain/text-catalogue.ts'
import { waterRoster } from '../../support/rosters.ts'
import { smallTable } from '../../support/small-table.ts'

/** The small table, whose waterworks have a team of one of their two. */
const table: RoutingTable = {
  ...smallTable,
  units: smallTable.units.map((unit) =>
    unit.id === '05'
      ? { ...unit, teams: [{ id: 'pipes', name: { 'zh-CN': '管道', en: 'pipes' }, members: ['0501'] }] }
      : unit,
  ),
}
const rotation: Rotation = {
  id: 'weekly',
  firstDate: '2026-11-23',
  handOver: '08:00',
  everyDays: 7,
  groups: [['0501'], ['0502', '0501']],
}
const [day, night] = waterRoster.shifts as readonly [Shift, Shift]
const onTurn: Shift = { ...day, id: 'turn', on: { rotation: 'weekly' } }
const override = {
  id: 'o1',
  from: 1000,
  until: 2000,
  off: '0501',
  on: '0502',
  swap: null,
  by: 'api:ann',
  at: 0,
  reason: 'ill',
}
const said = (roster: Roster, language: TextLanguage = 'en', others: readonly Roster[] = []) =>
  validateRoster(roster, table, others).map((fault) => `${fault.path.join('.')}: ${sayFault(fault, language)}`)
const rosterWith = (about: Partial<Roster>): Roster => ({ ...waterRoster, ...about })
const shifted = (...shifts: readonly Partial<Shift>[]): Roster =>
  rosterWith({ shifts: shifts.map((about, at) => ({ ...day, id: `s${at}`, ...about })) })

describe('validateRoster', () => {
  it('finds nothing wrong with a roster that may be kept', () => {
    expect(said(waterRoster)).toEqual([])
    expect(said(rosterWith({ rotations: [rotation], shifts: [onTurn], overrides: [override] }))).toEqual([])
    expect(said(rosterWith({ covers: 'pipes', shifts: [day] }))).toEqual([])
    const officers = smallTable.centre.dutyOfficers.map(({ id }) => id)
    expect(said(rosterWith({ covers: 'centre', shifts: [{ ...day, on: { people: officers } }] }))).toEqual([])
  })

  it.each<[string, Roster, readonly string[]]>([
    [
      'what it covers',
      rosterWith({ covers: 'pipe' }),
      ['covers: there is no team or unit "pipe" (did you mean "pipes"?)'],
    ],
    [
      'its names',
      rosterWith({ id: 'No.1', name: { en: 'x' } }),
      [
        'id: "No.1" is not an id: 1 to 40 of a-z, 0-9 and -, not beginning with -',
        'name: the words in zh-CN are missing',
      ],
    ],
    [
      'people: mistyped, of another body, of nobody, twice',
      shifted({ on: { people: ['0051', '1001', 'mr-wang', '0502', '0502'] } }),
      [
        'shifts.0.on.people.4: the person "0502" is there twice',
        'shifts.0.on.people.0: there is no person "0051" (did you mean "0501"?)',
        'shifts.0.on.people.1: "1001" is not one of the people of "05"',
        'shifts.0.on.people.2: there is no person "mr-wang"',
      ],
    ],
    [
      'a person of the unit who is not in the team',
      rosterWith({ covers: 'pipes' }),
      ['shifts.1.on.people.0: "0502" is not one of the people of "pipes"'],
    ],
    [
      'no shift',
      rosterWith({ shifts: [] }),
      ['shifts: a roster needs at least one shift: nobody would ever be on duty'],
    ],
    [
      'a shift of nobody',
      shifted({ on: { people: [] } }),
      ['shifts.0.on.people: nobody stands here: name at least one person'],
    ],
    [
      'a rotation that is not there',
      rosterWith({ rotations: [rotation], shifts: [{ ...day, on: { rotation: 'weakly' } }] }),
      ['shifts.0.on.rotation: there is no rotation "weakly" (did you mean "weekly"?)'],
    ],
    [
      'a rotation with slips',
      rosterWith({
        rotations: [
          { ...rotation, firstDate: '2026-02-29', handOver: '24:00', everyDays: 0, groups: [[], ['0509']] },
          { ...rotation, groups: [] },
        ],
        shifts: [onTurn],
      }),
      [
        'rotations.1.id: the id "weekly" is there twice',
        'rotations.0.firstDate: "2026-02-29" is not a date of the calendar: YYYY-MM-DD',
        'rotations.0.handOver: "24:00" is not a time of day: HH:mm from 00:00 to 23:59',
        'rotations.0.everyDays: 0 must be a whole number of days from 1 to 366',
        'rotations.0.groups.0: nobody stands here: name at least one person',
        'rotations.0.groups.1.0: there is no person "0509" (did you mean "0501"?)',
        'rotations.1.groups: the rotation "weekly" needs at least one group',
      ],
    ],
    [
      'times and days of a shift',
      shifted({ days: [0, 1, 1], from: '8:00', to: '25:00', firstDate: '2026-12-02', lastDate: '2026-12-01' }),
      [
        'shifts.0.days.0: 0 is not a day of the week: 1 (Monday) to 7 (Sunday)',
        'shifts.0.days: [0,1,1] names a day twice',
        'shifts.0.from: "8:00" is not a time of day: HH:mm from 00:00 to 23:59',
        'shifts.0.to: "25:00" is not a time of day: HH:mm from 00:00 to 24:00',
        'shifts.0.lastDate: the last date "2026-12-01" lies before the first "2026-12-02"',
      ],
    ],
    [
      'overrides',
      rosterWith({
        overrides: [
          { ...override, off: null, on: null, until: 1000, reason: '' },
          { ...override, off: '0501', on: '0501' },
          { ...override, id: 'o3', on: '1001' },
        ],
      }),
      [
        'overrides.1.id: the id "o1" is there twice',
        'overrides.0: this changes nothing: off and on must be two people, or one of them nobody',
        'overrides.0.until: it must end after it begins',
        'overrides.0.reason: say why: a reason of 1 to 1000 characters',
        'overrides.1: this changes nothing: off and on must be two people, or one of them nobody',
        'overrides.2.on: "1001" is not one of the people of "05"',
      ],
    ],
  ])('tells all faults of %s', (_, roster, expected) => {
    expect(said(roster)).toEqual(expected)
  })

  it('says so in Chinese, too', () => {
    expect(said(shifted({ on: { people: ['0051', '1001'] } }), 'zh-CN')).toEqual([
      'shifts.0.on.people.0: 没有人员"0051"（是否想写"0501"？）',
      'shifts.0.on.people.1: "1001"不是"05"的人员',
    ])
  })

  it('a roster each: what another one covers is taken, its own place is not', () => {
    const other = { ...waterRoster, id: 'other' }
    expect(said(waterRoster, 'en', [other])).toEqual(['covers: "05" has a roster already: "other"'])
    expect(said(waterRoster, 'en', [waterRoster, { ...other, covers: '10' }])).toEqual([])
  })

  describe('nobody on two shifts at once', () => {
    const at = (days: Shift['days'], from: string, to: string, about: Partial<Shift> = {}) => ({
      days,
      from,
      to,
      ...about,
    })
    const atOnce = 'shifts.1.on: "0501" is on the shift "s0" at the same time'
    it.each<[string, Partial<Shift>, Partial<Shift>, boolean]>([
      ['one after the other', at([1], '08:00', '16:00'), at([1], '16:00', '24:00'), false],
      ['a minute in common', at([1], '08:00', '16:00'), at([1], '15:59', '24:00'), true],
      ['on other days', at([1, 2], '08:00', '16:00'), at([3], '08:00', '16:00'), false],
      ['past midnight into the next day', at([1], '20:00', '08:00'), at([2], '07:00', '16:00'), true],
      ['past midnight, and then the next', at([1], '20:00', '08:00'), at([2], '08:00', '16:00'), false],
      ["past the week's end", at([7], '20:00', '08:00'), at([1], '00:00', '02:00'), true],
      ["the week's end, the other way round", at([1], '00:00', '02:00'), at([7], '20:00', '08:00'), true],
      ['working days against a Saturday', at('workdays', '08:00', '16:00'), at([6], '08:00', '16:00'), false],
      ['working days against a Friday', at('workdays', '08:00', '16:00'), at([5], '08:00', '16:00'), true],
      ['days off against Sunday', at('daysOff', '08:00', '16:00'), at([7], '08:00', '16:00'), true],
      [
        'dates that follow each other',
        at([1], '08:00', '16:00', { lastDate: '2026-11-30' }),
        at([1], '08:00', '16:00', { firstDate: '2026-12-01' }),
        false,
      ],
      [
        'dates with a day in common',
        at([1], '08:00', '16:00', { lastDate: '2026-12-01' }),
        at([1], '08:00', '16:00', { firstDate: '2026-12-01' }),
        true,
      ],
      ['others', at([1], '08:00', '16:00'), at([1], '08:00', '16:00', { on: { people: ['0502'] } }), false],
    ])('%s', (_, one, other, isTold) => {
      expect(said(shifted(one, other))).toEqual(isTold ? [atOnce] : [])
    })

    it('is not asked of a rotation: whose turn it is the calendar says', () => {
      expect(said(rosterWith({ rotations: [rotation], shifts: [day, onTurn, night] }))).toEqual([])
    })
  })
})
