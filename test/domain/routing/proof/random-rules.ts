import fc from 'fast-check'
import type { Instant } from '../../../../src/domain/instant.ts'
import type { Roster, RosterOverride } from '../../../../src/domain/roster/roster.ts'
import type { TimedOverride } from '../../../../src/domain/routing/duty.ts'
import type { RoutingRules } from '../../../../src/domain/routing/people-on-duty.ts'
import type {
  CalendarDay,
  Category,
  Days,
  Phone,
  Responder,
  Route,
  RoutingTable,
  ServiceWindow,
  Unit,
} from '../../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../small-table.ts'

/** Some days of a zone in which something happens to its clocks or its calendar. */
const scenes = [
  ['Asia/Shanghai', '2027-09-24T16:00:00Z', ['2027-09-25', '2027-09-26', '2027-09-27']], // Sat 00:00; Sunday is worked
  ['Asia/Shanghai', '2028-02-27T16:00:00Z', ['2028-02-28', '2028-02-29', '2028-03-01']], // Mon 00:00; a leap day
  ['Europe/Berlin', '2027-03-26T23:00:00Z', ['2027-03-27', '2027-03-28', '2027-03-29']], // Sat 00:00; put on on Sunday
  ['Europe/Berlin', '2027-10-29T22:00:00Z', ['2027-10-30', '2027-10-31', '2027-11-01']], // Sat 00:00; put back on Sunday
  ['America/Santiago', '2027-09-04T04:00:00Z', ['2027-09-04', '2027-09-05', '2027-09-06']], // Sat 00:00; no Sun 00:00
] as const

const times = ['00:00', '00:30', '02:00', '02:30', '03:00', '07:00', '12:00', '18:00', '23:30'] as const
const from = fc.constantFrom(...times)
const to = fc.constantFrom(...times, '24:00')
const days = fc.oneof(
  { weight: 3, arbitrary: fc.constant([1, 2, 3, 4, 5, 6, 7] as Days) },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }) as fc.Arbitrary<Days>,
  },
  { weight: 2, arbitrary: fc.constantFrom<Days>('workdays', 'daysOff') },
)
const words = { 'zh-CN': 'x', en: 'x' }
const frame = fc.record({ from, to })

/** Units `u1` and `u2`, whose people are `u1-a`, `u1-b` and so on. */
const unitIds = ['u1', 'u2'] as const
const peopleOf = (unit: string) => [`${unit}-a`, `${unit}-b`]
const phones = fc.oneof(
  { weight: 6, arbitrary: fc.constant<readonly Phone[]>([{ number: '1', voice: true, sms: true, testedOn: null }]) },
  { weight: 1, arbitrary: fc.constant<readonly Phone[]>([{ number: '2', voice: false, sms: true, testedOn: null }]) },
)
const person = (id: string): fc.Arbitrary<Responder> => phones.map((phones) => ({ id, name: words, phones }))

const unit = (id: string): fc.Arbitrary<Unit> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(words),
    level: fc.constant(1),
    promises: fc.constant(smallTable.units[0]!.promises),
    exceptions: fc.constant([]),
    responders: fc.tuple(...peopleOf(id).map(person)),
    teams: fc.constantFrom<Unit['teams']>(
      [],
      [],
      [{ id: `${id}-t1`, name: words, members: [`${id}-a`] }],
      [
        { id: `${id}-t1`, name: words, members: [`${id}-a`] },
        { id: `${id}-t2`, name: words, members: [`${id}-b`] },
      ],
    ),
    head: fc.constant(null),
  })

const windowOf = (id: string, dates: readonly string[]): fc.Arbitrary<ServiceWindow> =>
  fc.record({
    id: fc.constant(id),
    frames: fc.array(fc.record({ days, from, to }), { minLength: 1, maxLength: 2 }),
    exceptions: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 2 }).chain((chosen) =>
      fc.tuple(
        ...chosen.map((date) =>
          fc.record({
            date: fc.constant(date),
            frames: fc.array(frame, { maxLength: 1 }),
            closedTo: fc.constant(null),
          }),
        ),
      ),
    ),
    closedTo: fc.constant('police'),
  })

const category = (id: string): fc.Arbitrary<Category> =>
  fc.boolean().map((asks) => ({
    ...smallTable.categories[0]!,
    id,
    question: asks
      ? {
          text: words,
          answers: [
            { id: `${id}-yes`, key: '1', name: words, unit: 'u2' },
            { id: `${id}-no`, key: '2', name: words, unit: null },
          ],
        }
      : null,
  }))

const route = (category: string, isLast: boolean): fc.Arbitrary<Route> =>
  fc
    .record({ unit: fc.constantFrom(...unitIds), window: fc.constantFrom(null, 'w1'), withTeam: fc.boolean() })
    .chain(({ unit, window, withTeam }) =>
      fc.record({
        category: fc.constant(category),
        area: fc.constantFrom(null, isLast ? null : 'north'),
        window: fc.constant(isLast ? null : window),
        unit: fc.constant(unit),
        team: fc.constant(withTeam ? `${unit}-t1` : null),
        strategy: fc.constant('inOrder' as const),
        ringSeconds: fc.constant(15),
        fallbacks: fc.constantFrom<readonly string[]>([], [], [unit === 'u1' ? 'u2' : 'u1']),
        reinforcements: fc.constant([]),
      }),
    )

const tableOn = (dates: readonly string[]): fc.Arbitrary<RoutingTable> =>
  fc
    .record({
      calendar: fc.subarray<CalendarDay>(
        dates.map((date, index) => ({ date, kind: index === 1 ? 'workday' : 'holiday', name: words })),
      ),
      windows: fc.tuple(windowOf('hours', dates), windowOf('w1', dates)),
      units: fc.tuple(...unitIds.map(unit)),
      categories: fc.tuple(category('water'), category('gas')),
      routes: fc.tuple(
        fc.array(route('water', false), { maxLength: 2 }),
        route('water', true),
        fc.array(route('gas', false), { maxLength: 1 }),
        route('gas', true),
      ),
      officers: fc.tuple(person('duty-1'), person('duty-2')),
    })
    .map(({ routes, officers, ...parts }) => ({
      ...smallTable,
      ...parts,
      areas: ['north', 'south'].map((id) => ({ id, name: words, key: null, prefixes: [] })),
      routes: routes.flat(),
      centre: { ...smallTable.centre, dutyOfficers: officers },
    }))

/** An instant of three days, on a quarter of an hour. */
const quarters = 3 * 24 * 4
const stretch = (start: Instant) =>
  fc
    .record({ at: fc.integer({ min: -8, max: quarters }), long: fc.integer({ min: 1, max: quarters }) })
    .map(({ at, long }) => ({ from: start + at * 900_000, until: start + (at + long) * 900_000 }))

const rosterOf = (
  covers: string,
  people: readonly string[],
  dates: readonly string[],
  start: Instant,
): fc.Arbitrary<Roster> => {
  const somebody = fc.constantFrom(...people)
  const group = fc.uniqueArray(somebody, { minLength: 1, maxLength: 2 })
  const override = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({ span: stretch(start), off: fc.option(somebody, { freq: 4 }), on: fc.option(somebody) })
        .map(({ span, off, on }) => [{ ...span, off, on: off === null ? (on ?? people[0]!) : on }]),
    },
    {
      // A swap: each in place of the other.
      weight: 1,
      arbitrary: fc.tuple(stretch(start), stretch(start)).map(([one, other]) => [
        { ...one, off: people[0]!, on: people[1]! },
        { ...other, off: people[1]!, on: people[0]! },
      ]),
    },
  )
  return fc
    .record({
      rotations: fc.array(
        fc.record({
          id: fc.constant('turn'),
          firstDate: fc.constantFrom(dates[0]!, dates[1]!, '2027-01-01'),
          handOver: from,
          everyDays: fc.constantFrom(1, 2),
          groups: fc.array(group, { minLength: 1, maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 1 },
      ),
      shifts: fc.array(
        fc.record({
          id: fc.constant('shift'),
          days,
          from,
          to,
          firstDate: fc.constantFrom(null, null, dates[1]!),
          lastDate: fc.constantFrom(null, null, dates[1]!),
          on: fc.oneof(
            group.map((people) => ({ people })),
            fc.constant({ rotation: 'turn' }),
          ),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      overrides: fc.array(override, { maxLength: 2 }),
    })
    .map(({ overrides, ...roster }) => ({
      id: covers,
      name: words,
      covers,
      ...roster,
      overrides: overrides.flat().map(
        (one, index): RosterOverride => ({
          ...one,
          id: `${index}`,
          swap: null,
          by: 'system',
          at: start,
          reason: 'ill',
        }),
      ),
    }))
}

const timedOverride = (start: Instant): fc.Arbitrary<Omit<TimedOverride, 'id'>> =>
  fc
    .record({
      span: stretch(start),
      what: fc.constantFrom(
        ['close', 'police'],
        ['close', 'gone'],
        ['open', null],
        ['sendAll', 'u2'],
        ['sendAll', null],
        ['sendAll', 'gone'],
      ) as fc.Arbitrary<readonly [TimedOverride['kind'], string | null]>,
      line: fc.constantFrom(null, 'main', 'other'),
      ended: fc.option(fc.integer({ min: 0, max: quarters }), { freq: 3 }),
    })
    .map(({ span, what: [kind, to], line, ended }) => ({
      ...span,
      kind,
      to,
      line,
      by: 'system',
      at: start,
      reason: 'storm',
      ended: ended === null ? null : { at: start + ended * 900_000, by: 'system' },
    }))

/** Rules small enough to be looked at minute by minute, with the three days to look at. */
export const randomRules: fc.Arbitrary<{
  readonly rules: RoutingRules
  readonly from: Instant
  readonly until: Instant
}> = fc.constantFrom(...scenes).chain(([zone, begin, dates]) => {
  const start = Date.parse(begin)
  const roster = (covers: string, people: readonly string[]) => rosterOf(covers, people, dates, start)
  const rosters = fc
    .tuple(
      fc.option(roster('u1', peopleOf('u1')), { freq: 4 }),
      fc.option(roster('u2', peopleOf('u2')), { freq: 3 }),
      fc.option(roster('u1-t1', ['u1-a', 'u1-b', 'stranger']), { freq: 3 }),
      fc.option(roster('centre', ['duty-1', 'duty-2']), { freq: 2 }),
    )
    .map((all) => all.filter((one) => one !== null))
  return fc
    .record({ table: tableOn(dates), rosters, overrides: fc.array(timedOverride(start), { maxLength: 2 }) })
    .map(({ table, rosters, overrides }) => ({
      rules: {
        table,
        zone,
        duty: { revision: 1, rosters, overrides: overrides.map((one, index) => ({ ...one, id: `${index}` })) },
      },
      from: start,
      until: start + 3 * 24 * 3_600_000,
    }))
})
