import { describe, expect, test } from 'vitest'
import { readDemoTable } from '../../../../src/adapters/table-file/demo-table.ts'
import { noDuty } from '../../../../src/domain/routing/duty.ts'
import { proveRules } from '../../../../src/domain/routing/proof/prove-rules.ts'
import { sayProof } from '../../../../src/domain/routing/proof/say-proof.ts'
import type { CalendarDay, Phone, Responder, RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { instead, openTable, overriding, roster, rulesWith, shift, told, week } from './proven-town.ts'

const monday = '2026-11-30T00:00:00+08:00' // Mon 00:00
const year = 366

test('the demonstration table is proven for a year', () => {
  const from = Date.parse(monday)
  const rules = { table: readDemoTable(), duty: noDuty, zone: 'Asia/Shanghai' }
  expect(proveRules(rules, { from, until: from + year * 86_400_000 })).toEqual([])
})

describe('a hole is one sentence', () => {
  // Nobody of the shops on Sundays from 00:00 to 06:00.
  const nights = roster('shops', [
    shift([1, 2, 3, 4, 5, 6], '00:00', '24:00', ['dan']),
    shift([7], '06:00', '24:00', ['dan']),
  ])

  test('with its keys and its place, in both languages', () => {
    const rules = rulesWith({}, [nights])
    expect(told(rules, monday, year)).toEqual([
      'warning onlyOfficer rosters[roster-shops]: Sun 00:00-06:00, key 1, Zeguo: nobody of shops is on duty; the duty officer alone answers',
      'warning onlyOfficer rosters[roster-shops]: Sun 00:00-06:00, keys 2-1-2, 6123456-2: nobody of shops is on duty; the duty officer alone answers',
    ])
    expect(told(rules, monday, year, 'zh-CN')[0]).toBe(
      'warning onlyOfficer rosters[roster-shops]: 周日00:00-06:00，按键1，泽国：shops无人值班，只有值班员接听',
    )
    const [first] = proveRules(rules, { from: Date.parse(monday), until: Date.parse('2026-12-07T00:00:00+08:00') })
    expect(first?.spans).toEqual([
      { from: Date.parse('2026-12-06T00:00:00+08:00'), until: Date.parse('2026-12-06T06:00:00+08:00') }, // Sun
    ])
    expect(sayProof(first!, rules, 'en').fix).toBe(
      'put somebody on the roster "shops roster" at these times, or name a fall-back that is on duty then',
    )
  })

  test('which is an error where no duty officer is there either', () => {
    const officers = roster('centre', [shift(week, '05:00', '23:00', ['duty'])])
    expect(told(rulesWith({}, [nights, officers]), monday, year)).toEqual([
      'error nobodyOnDuty rosters[roster-shops]: Sun 00:00-05:00, key 1, Zeguo: nobody of shops is on duty, and no duty officer either',
      'error nobodyOnDuty rosters[roster-shops]: Sun 00:00-05:00, keys 2-1-2, 6123456-2: nobody of shops is on duty, and no duty officer either',
      'warning onlyOfficer rosters[roster-shops]: Sun 05:00-06:00, key 1, Zeguo: nobody of shops is on duty; the duty officer alone answers',
      'warning onlyOfficer rosters[roster-shops]: Sun 05:00-06:00, keys 2-1-2, 6123456-2: nobody of shops is on duty; the duty officer alone answers',
    ])
  })

  test.each<[string, ReturnType<typeof roster>, string]>([
    ['every night', roster('works', [shift(week, '07:00', '23:00', ['ann'])]), 'daily 23:00-07:00'],
    ['weekends', roster('works', [shift([1, 2, 3, 4, 5], '00:00', '24:00', ['ann'])]), 'Sat 00:00-Sun 24:00'],
    [
      'nights that begin before midnight and belong to their day',
      roster('works', [shift(week, '02:00', '22:00', ['ann']), shift([1, 2, 3, 4, 6, 7], '22:00', '02:00', ['bob'])]),
      'Fri 22:00-Sat 02:00',
    ],
    ['nobody ever', roster('works', []), 'at all hours'],
    [
      'from a date on',
      roster('works', [shift(week, '00:00', '24:00', ['ann'], { lastDate: '2027-03-31' })]),
      'from Thu 2027-04-01 00:00 on',
    ],
    [
      'one day',
      roster('works', [shift(week, '00:00', '24:00', ['ann'])], {
        overrides: [instead('2027-02-06T08:00:00+08:00', '2027-02-06T12:00:00+08:00', 'ann', null)], // Sat
      }),
      'Sat 08:00-12:00 on 2027-02-06',
    ],
    [
      'some days that follow one another',
      roster('works', [
        shift(week, '08:00', '00:00', ['ann']),
        shift(week, '00:00', '08:00', ['bob'], { lastDate: '2027-02-05' }),
        shift(week, '00:00', '08:00', ['bob'], { firstDate: '2027-02-12' }),
      ]),
      'daily 00:00-08:00 from 2027-02-06 to 2027-02-11',
    ],
    [
      'every second week',
      roster(
        'works',
        [
          shift([1, 2, 3, 4, 5, 6], '00:00', '24:00', ['ann']),
          shift([7], '00:00', '24:00', [], { on: { rotation: 'r' } }),
        ],
        {
          rotations: [{ id: 'r', firstDate: '2026-11-30', handOver: '00:00', everyDays: 7, groups: [['bob'], []] }], // Mon
        },
      ),
      'Sun 00:00-24:00, 26 times from 2026-12-13 to 2027-11-28',
    ],
    [
      'from hand-over to hand-over',
      roster('works', [shift(week, '00:00', '24:00', [], { on: { rotation: 'r' } })], {
        rotations: [
          { id: 'r', firstDate: '2026-01-01', handOver: '08:30', everyDays: 1, groups: [['ann'], ['gone'], ['bob']] },
        ], // Thu
      }),
      'daily 08:30-08:30, 122 times from 2026-12-01 to 2027-11-29',
    ],
  ])('%s', (_, works, when) => {
    const said = told(rulesWith({}, [works]), monday, year).filter((line) =>
      line.includes('key 1, Wenqiao, place not known'),
    )
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`: ${when}`)
  })
})

describe('the calendar', () => {
  const day = (date: string, kind: CalendarDay['kind']): CalendarDay => ({
    date,
    kind,
    name: { 'zh-CN': '国庆', en: 'x' },
  })
  // National Day is a Friday; Sunday 26 September is worked instead of the Monday after.
  const calendar = [day('2027-09-26', 'workday'), ...[1, 4, 5, 6, 7].map((date) => day(`2027-10-0${date}`, 'holiday'))]
  const office = roster('works', [shift('workdays', '08:00', '18:00', ['ann']), shift(week, '18:00', '08:00', ['bob'])])
  const keyOne = (table: RoutingTable) =>
    told(rulesWith({ table }, [office]), '2027-09-20T00:00:00+08:00', 21).filter((line) => line.includes('key 1')) // Mon 00:00

  test('moves a working Sunday, and makes holidays of weekdays', () => {
    expect(keyOne(openTable)[0]).toContain(': Sat, Sun 08:00-18:00, key 1, Wenqiao, place not known:')
    expect(keyOne({ ...openTable, calendar })[0]).toContain(': days off 08:00-18:00, key 1, Wenqiao, place not known:')
  })

  test('of days that are announced and not approved is told, where hours or shifts go by it', () => {
    const announced = calendar.map(({ date, kind }) => ({ date, kind, name: { 'zh-CN': '国庆', en: 'National Day' } }))
    const horizon = { from: Date.parse('2027-09-20T00:00:00+08:00'), until: Date.parse('2027-10-05T00:00:00+08:00') } // Mon, Tue
    const codes = (table: RoutingTable) => {
      const rules = rulesWith({ table })
      return proveRules(rules, horizon, announced).map((finding) => sayProof(finding, rules, 'en').message)
    }
    expect(codes(openTable)).toEqual([
      '3 announced holidays and moved working days of 2027 are not in the calendar, the next on 2027-09-26',
    ])
    expect(codes({ ...openTable, calendar })).toEqual([])
    expect(codes({ ...openTable, windows: openTable.windows.slice(0, 1) })).toEqual([])
  })
})

describe('windows', () => {
  test('an exception on the leap day, at night', () => {
    const table: RoutingTable = {
      ...openTable,
      windows: [
        {
          id: 'hours',
          frames: [{ days: week, from: '20:00', to: '04:00' }],
          exceptions: [{ date: '2028-02-29', frames: [{ from: '22:00', to: '24:00' }], closedTo: null }], // Tue
          closedTo: 'police',
        },
      ],
    }
    // Only what is open leads to a key; the night that began on Monday goes on.
    const rules = rulesWith({ table }, [roster('works', [])])
    const from = Date.parse('2028-02-28T12:00:00+08:00') // Mon 12:00
    const hole = proveRules(rules, { from, until: Date.parse('2028-03-01T19:00:00+08:00') })[0] // Wed 19:00
    expect(hole?.spans).toEqual([
      { from: Date.parse('2028-02-28T20:00:00+08:00'), until: Date.parse('2028-02-29T04:00:00+08:00') }, // Mon 20:00, Tue 04:00
      { from: Date.parse('2028-02-29T22:00:00+08:00'), until: Date.parse('2028-03-01T00:00:00+08:00') }, // Tue 22:00, 24:00
    ])
  })

  test.each([
    ['put on', '2027-03-28', '2027-03-28T03:00:00+02:00', '2027-03-28T06:00:00+02:00'], // Sun: 02:00 becomes 03:00
    ['put back', '2027-10-31', '2027-10-31T02:30:00+02:00', '2027-10-31T06:00:00+01:00'], // Sun: 03:00 becomes 02:00
  ])(
    'in Berlin, where the clock is %s, bounds are the first moment at which it has reached them',
    (_, date, begin, end) => {
      const works = roster('works', [shift(week, '06:00', '02:30', ['ann'])])
      const from = Date.parse(`${date}T00:00:00+01:00`)
      const rules = rulesWith({ zone: 'Europe/Berlin' }, [works])
      const holes = proveRules(rules, { from, until: from + 20 * 3_600_000 })
      expect(holes[0]?.spans).toEqual([{ from: Date.parse(begin), until: Date.parse(end) }])
    },
  )

  test('that are never open are told of, and so are routes by them passed over', () => {
    const table: RoutingTable = {
      ...openTable,
      windows: [openTable.windows[0]!, { ...openTable.windows[1]!, frames: [] }],
      routes: [{ ...openTable.routes[1]!, window: 'office', unit: 'shops' }, ...openTable.routes.slice(1)],
    }
    expect(
      told(rulesWith({ table }, [roster('shops', [shift(week, '00:00', '24:00', ['dan'])])]), monday, year),
    ).toEqual(['warning windowNeverOpen windows[1]: the window office is never open in all the time looked at'])
  })
})

describe('fall-backs', () => {
  const withFallback = (change: Partial<RoutingTable> = {}): RoutingTable => ({
    ...openTable,
    routes: openTable.routes.map((route) => (route.unit === 'works' ? { ...route, fallbacks: ['shops'] } : route)),
    ...change,
  })
  const silenced = (unit: string) => (one: RoutingTable['units'][number]) =>
    one.id === unit
      ? {
          ...one,
          responders: one.responders.map(
            (person): Responder => ({
              ...person,
              phones: person.phones.map((phone): Phone => ({ ...phone, voice: false })),
            }),
          ),
        }
      : one

  test('who are there fill the hole', () => {
    expect(told(rulesWith({ table: withFallback() }, [roster('works', [])]), monday, year)).toEqual([])
  })

  test('who can never be rung are no fall-backs', () => {
    const table = withFallback({ units: openTable.units.map(silenced('shops')) })
    expect(told(rulesWith({ table }), monday, year)).toEqual([
      'error emptyFallback routes[1].fallbacks[0]: the fall-back shops (and 1 more) can never be rung: nobody there is on duty with a telephone',
      'warning onlyOfficer units[1].responders: at all hours, key 1, Zeguo: nobody of shops has a telephone to be rung; the duty officer alone answers',
      'warning onlyOfficer units[1].responders: at all hours, keys 2-1-2, 6123456-2: nobody of shops has a telephone to be rung; the duty officer alone answers',
    ])
  })

  test('with the telephones that have just been rung are told of', () => {
    const same = {
      ...openTable.units[1]!,
      responders: [{ ...openTable.units[1]!.responders[0]!, phones: openTable.units[0]!.responders[1]!.phones }],
    }
    const table = withFallback({ units: [openTable.units[0]!, same] })
    expect(told(rulesWith({ table }), monday, year)).toEqual([
      'warning sameTelephones routes[1].fallbacks[0]: the fall-back shops has only telephones that have been rung before: the caller waits for nothing',
      'warning sameTelephones routes[2].fallbacks[0]: the fall-back shops has only telephones that have been rung before: the caller waits for nothing',
    ])
  })

  test('further units that can never be rung are told of', () => {
    const table: RoutingTable = {
      ...openTable,
      routes: openTable.routes.map((route) =>
        route.category === 'water' && route.area === null ? { ...route, reinforcements: ['shops'] } : route,
      ),
    }
    expect(told(rulesWith({ table }, [roster('shops', [])]), monday, year).at(-1)).toBe(
      'warning emptyReinforcement routes[1].reinforcements[0]: the further unit shops can never be rung: nobody there is on duty with a telephone',
    )
  })
})

describe('overrides', () => {
  const officers = roster('centre', [shift(week, '07:00', '23:00', ['duty'])])

  test('that send everything to the duty officer need one', () => {
    const sent = overriding('sendAll', null, '2026-12-01T20:00:00+08:00', '2026-12-02T08:00:00+08:00') // Tue 20:00, Wed 08:00
    expect(told(rulesWith({}, [officers], [sent]), monday, 7)).toEqual([
      'error nobodyOnDuty rosters[roster-centre]: Tue 23:00-Wed 07:00 on 2026-12-01, keys 1, 2-1, 6123456: an override sends everything to the duty officer, and none is on duty',
    ])
    expect(told(rulesWith({}, [], [sent]), monday, 7)).toEqual([])
  })

  test('that close the line lead to 110: no hole', () => {
    const closed = overriding('close', 'police', monday, '2026-12-07T00:00:00+08:00') // Mon 00:00
    expect(told(rulesWith({}, [roster('works', [])], [closed]), monday, 7)).toEqual([])
  })
})

describe('rosters', () => {
  test('have nobody on two shifts at once, on one or on two of them', () => {
    const teams: RoutingTable = {
      ...openTable,
      units: openTable.units.map((unit) =>
        unit.id === 'works'
          ? {
              ...unit,
              teams: [
                { id: 'night', name: unit.name, members: ['ann'] },
                { id: 'day', name: unit.name, members: ['bob', 'ann'] },
              ],
            }
          : unit,
      ),
    }
    const night = roster('night', [shift(week, '18:00', '08:00', ['ann'])])
    const dayRoster = roster('day', [shift(week, '08:00', '18:00', ['bob']), shift([1], '06:00', '10:00', ['ann'])])
    const double = roster('shops', [shift(week, '00:00', '12:00', ['dan']), shift(week, '11:30', '24:00', ['dan'])])
    expect(told(rulesWith({ table: teams }, [night, dayRoster, double]), monday, year)).toEqual([
      'warning twoShiftsAtOnce rosters[roster-day]: Mon 06:00-08:00: ann on duty in two places at once: "night roster", "day roster"',
      'warning twoShiftsAtOnce rosters[roster-shops]: daily 11:30-12:00: dan on two shifts at once: "shops roster"',
    ])
  })
})
