import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { readCalendar } from '../../../src/adapters/ical/read-calendar.ts'
import { rosterCalendar } from '../../../src/adapters/ical/roster-calendar.ts'
import { sayCalendarFault } from '../../../src/adapters/ical/texts/calendar-fault-texts.ts'
import { dutySpans } from '../../../src/domain/roster/duty-spans.ts'
import type { Roster, Shift } from '../../../src/domain/roster/roster.ts'
import { whoIsOnCall } from '../../../src/domain/roster/who-is-on-call.ts'
import { rosters } from '../sheet-file/made-up-rosters.ts'

const zone = 'Asia/Shanghai'
const known = [
  { id: '0501', name: { 'zh-CN': '张三', en: 'Zhang San' } },
  { id: '0502', name: { 'zh-CN': '李四', en: 'Li Si' } },
  { id: 'ann', name: { 'zh-CN': '安', en: 'Ann' } },
]
const hour = 3_600_000
// Monday 2026-11-23 14:05 in Shanghai
const now = Date.parse('2026-11-23T14:05:00+08:00')
const local = { zone, calendar: [] }

const calendarOf = (...events: readonly string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y//EN',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
function shiftsIn(text: string, ourZone = zone): readonly Shift[] {
  const read = readCalendar(text, ourZone, known)
  if (!read.ok || !('shifts' in read)) throw new Error(JSON.stringify(read))
  return read.shifts
}
const short = ({ days, from, to, firstDate, lastDate, on }: Shift) =>
  `${days} ${from}-${to} ${firstDate}..${lastDate ?? ''} ${'people' in on ? on.people : ''}`
const rosterOf = (shifts: readonly Shift[]): Roster => ({
  id: 'x',
  name: {},
  covers: '05',
  rotations: [],
  shifts,
  overrides: [],
})

describe('who is on duty, as spans', () => {
  it('is what it is at every instant', () => {
    fc.assert(
      fc.property(
        rosters,
        fc.constantFrom(zone, 'America/New_York'),
        fc.integer({ min: 0, max: 400 }),
        (roster, anyZone, days) => {
          const calendar = { zone: anyZone, calendar: [{ date: '2026-03-09', kind: 'holiday' as const, name: {} }] }
          const known = { ...roster, shifts: roster.shifts.map((shift) => ({ ...shift })) }
          const from = Date.parse('2026-03-01T00:00:00Z') + days * 24 * hour
          const time = { from, until: from + 5 * 24 * hour }
          const spans = dutySpans(known, time, calendar)
          for (let at = time.from; at < time.until; at += 37 * 60_000) {
            const on = spans.filter((span) => at >= span.from && at < span.until).map(({ person }) => person)
            expect(new Set(on)).toEqual(new Set(whoIsOnCall(known, at, calendar)))
          }
          for (const one of spans)
            expect(spans.some((other) => other.person === one.person && other.from === one.until)).toBe(false)
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('a roster as a calendar', () => {
  const written = (roster: Roster, carried: string | null = 'id: x\nname: 值班') =>
    rosterCalendar({
      roster,
      spans: dutySpans(roster, { from: now, until: now + 30 * 24 * hour }, local),
      carried,
      title: '值班表',
      sayPerson: (id) => known.find((one) => one.id === id)?.name['zh-CN'] ?? id,
      zone,
      now,
    })

  it('carries the roster, and has an event for each time that somebody is on duty', () => {
    fc.assert(
      fc.property(rosters, fc.string({ unit: 'grapheme' }), (roster, text) => {
        const calendar = written(roster, text)
        expect(readCalendar(calendar, zone, known)).toEqual({ ok: true, document: text })
        const events = new ICAL.Component(ICAL.parse(calendar))
          .getAllSubcomponents('vevent')
          .map((event) => new ICAL.Event(event))
        expect(events.map(({ startDate, endDate }) => [startDate.toUnixTime(), endDate.toUnixTime()])).toEqual(
          dutySpans(roster, { from: now, until: now + 30 * 24 * hour }, local).map(({ from, until }) => [
            Math.round(from / 1000),
            Math.round(until / 1000),
          ]),
        )
        expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  const monday: Roster = rosterOf([
    { id: 'a', days: [1], from: '18:00', to: '08:00', firstDate: null, lastDate: null, on: { people: ['0501'] } },
  ])

  it('reads as calendar programs expect it', () => {
    expect(written(monday, null).split('\r\n').slice(0, 16)).toEqual([
      'BEGIN:VCALENDAR',
      'PRODID:-//Yihaotong//duty roster//EN',
      'VERSION:2.0',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:值班表',
      'X-WR-TIMEZONE:Asia/Shanghai',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:x-0501-1795428000000@yihaotong',
      'DTSTAMP:20261123T060500Z',
      'DTSTART:20261123T100000Z',
      'DTEND:20261124T000000Z',
      'SUMMARY:张三 · 值班表',
      'X-HOTLINE-PERSON:0501',
      'END:VEVENT',
    ])
  })

  it('is refused where somebody has changed an event of it', () => {
    const edited = written(monday).replace('DTEND:20261124T000000Z', 'DTEND:20261124T010000Z')
    expect(readCalendar(edited, zone, known)).toMatchObject({ ok: false, faults: [{ code: 'edited', line: null }] })
    const own = edited.replace(/X-HOTLINE-ROSTER:.*\r\n(?: .*\r\n)*/, '')
    expect(shiftsIn(own).map(short)[0]).toBe('1 18:00-09:00 2026-11-23..2026-11-23 0501')
  })
})

describe('a calendar of another program', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a week without an end',
      'UID:1\nSUMMARY:张三值班\nDTSTART;TZID=Asia/Shanghai:20261123T080000\nDTEND;TZID=Asia/Shanghai:20261123T180000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,FR',
      ['1,2,5 08:00-18:00 2026-11-23.. 0501'],
    ],
    [
      'every night until a day',
      'UID:1\nSUMMARY:Li Si (0502)\nDTSTART:20261123T200000\nDTEND:20261124T080000\nRRULE:FREQ=DAILY;UNTIL=20261130T235959',
      ['1,2,3,4,5,6,7 20:00-08:00 2026-11-23..2026-11-30 0502'],
    ],
    [
      'so many times',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDURATION:PT1H30M\nRRULE:FREQ=WEEKLY;COUNT=3',
      ['1 08:00-09:30 2026-11-23..2026-12-07 ann'],
    ],
    [
      'two people, in their order',
      'UID:1\nSUMMARY:班\nATTENDEE;CN=李四:mailto:b@x.cn\nATTENDEE;CN="Zhang San":mailto:a@x.cn\nDTSTART:20261123T080000\nDTEND:20261123T090000',
      ['1 08:00-09:00 2026-11-23..2026-11-23 0502,0501'],
    ],
    [
      'UTC, which is another day here',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261122T220000Z\nDTEND:20261122T230000Z\nRRULE:FREQ=WEEKLY;BYDAY=SU',
      ['1 06:00-07:00 2026-11-23.. ann'],
    ],
    [
      'all day',
      'UID:1\nSUMMARY:Ann\nDTSTART;VALUE=DATE:20261123\nDTEND;VALUE=DATE:20261125',
      ['1 00:00-00:00 2026-11-23..2026-11-23 ann', '2 00:00-00:00 2026-11-24..2026-11-24 ann'],
    ],
    [
      'a weekend in one',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261127T180000\nDTEND:20261130T080000\nRRULE:FREQ=WEEKLY',
      ['5 18:00-18:00 2026-11-27.. ann', '6 18:00-18:00 2026-11-28.. ann', '7 18:00-08:00 2026-11-29.. ann'],
    ],
    [
      'every second week, written out',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDTEND:20261123T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2',
      ['1 08:00-09:00 2026-11-23..2026-11-23 ann', '1 08:00-09:00 2026-12-07..2026-12-07 ann'],
    ],
    [
      'days off and more days',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDTEND:20261123T090000\nRRULE:FREQ=WEEKLY\nEXDATE:20261130T080000\nRDATE:20261202T080000',
      [
        '1 08:00-09:00 2026-11-23..2026-11-29 ann',
        '1 08:00-09:00 2026-12-01.. ann',
        '3 08:00-09:00 2026-12-02..2026-12-02 ann',
      ],
    ],
    ['what was called off', 'UID:1\nSUMMARY:Ann\nSTATUS:CANCELLED\nDTSTART:20261123T080000\nDTEND:20261123T090000', []],
  ])('reads %s', (_, event, shifts) => {
    expect(shiftsIn(calendarOf(event)).map(short)).toEqual(shifts)
  })

  it('reads another time and another person of one day, and the clock of Windows', () => {
    const zoneOfWindows =
      'BEGIN:VTIMEZONE\r\nTZID:China Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n'
    const text = calendarOf(
      'UID:1\nSUMMARY:张三\nDTSTART;TZID=China Standard Time:20261123T080000\nDTEND;TZID=China Standard Time:20261123T180000\nRRULE:FREQ=WEEKLY',
      'UID:1\nSUMMARY:李四\nRECURRENCE-ID;TZID=China Standard Time:20261130T080000\nDTSTART;TZID=China Standard Time:20261130T090000\nDTEND;TZID=China Standard Time:20261130T190000',
    ).replace('BEGIN:VEVENT', `${zoneOfWindows}BEGIN:VEVENT`)
    expect(shiftsIn(text).map(short)).toEqual([
      '1 08:00-18:00 2026-11-23..2026-11-29 0501',
      '1 08:00-18:00 2026-12-01.. 0501',
      '1 09:00-19:00 2026-11-30..2026-11-30 0502',
    ])
  })

  it('says the same as its events at every instant', () => {
    const event = fc.record({
      start: fc.integer({ min: 0, max: 6 * 24 * 60 }),
      minutes: fc.integer({ min: 1, max: 4 * 24 * 60 }),
      rule: fc.constantFrom(
        '',
        'RRULE:FREQ=DAILY',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2',
        'RRULE:FREQ=WEEKLY;UNTIL=20261230T000000Z',
        'RRULE:FREQ=MONTHLY;COUNT=2',
      ),
      except: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }),
      inUtc: fc.boolean(),
    })
    const stamp = (at: number, inUtc: boolean) =>
      inUtc
        ? `${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`
        : `${new Date(at + 8 * hour).toISOString().replace(/[-:]|\.\d+Z/g, '')}`
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 3 }), (events) => {
        const first = Date.parse('2026-11-23T00:00:00+08:00')
        const text = calendarOf(
          ...events.map(({ start, minutes, rule, except, inUtc }, index) => {
            const from = first + start * 60_000
            // Days on which it would begin: the other side of this comparison trips over others.
            const every = rule.includes('DAILY') ? 1 : /WEEKLY;[CU]/.test(rule) ? 7 : 0
            const days = every === 0 ? [] : except.map((one) => (every === 1 ? one : (one % 4) * every))
            const exdates = [...new Set(days)].map((one) => `EXDATE:${stamp(from + one * 24 * hour, inUtc)}`)
            return [
              `UID:${index}`,
              `SUMMARY:${known[index]?.id}`,
              `DTSTART:${stamp(from, inUtc)}`,
              `DTEND:${stamp(from + minutes * 60_000, inUtc)}`,
              ...(rule === '' ? [] : [rule, ...exdates]),
            ].join('\n')
          }),
        )
        const roster = rosterOf(shiftsIn(text))
        const times = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
          const one = new ICAL.Event(component)
          const iterator = one.iterator()
          const all: [number, number][] = []
          const length = one.duration.toSeconds() * 1000
          for (let time = iterator.next(); time && all.length < 120; time = iterator.next()) {
            const from = time.zone?.tzid === 'UTC' ? time.toUnixTime() * 1000 : time.toUnixTime() * 1000 - 8 * hour
            all.push([from, from + length])
          }
          return all
        })
        for (let at = first; at < first + 70 * 24 * hour; at += 173 * 60_000) {
          const on = known.flatMap(({ id }, index) =>
            times[index]?.some(([from, until]) => at >= from && at < until) ? [id] : [],
          )
          expect(new Set(whoIsOnCall(roster, at, local))).toEqual(new Set(on))
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it.each<[string, string, string]>([
    [
      'a zone that nobody knows',
      'UID:1\nSUMMARY:Ann\nDTSTART;TZID=Middle Earth:20261123T080000\nDTEND;TZID=Middle Earth:20261123T090000',
      '4 Ann: is told in the clock of Middle Earth, which is no zone that is known here',
    ],
    [
      'nobody',
      'UID:1\nSUMMARY:王五\nDTSTART:20261123T080000\nDTEND:20261123T090000',
      '4 王五: "王五" names nobody of this roster',
    ],
    [
      'no end',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDTEND:20261123T080000',
      '4 Ann: has no beginning, or no end after it',
    ],
    [
      'an endless rule',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDTEND:20261123T090000\nRRULE:FREQ=MONTHLY',
      '4 Ann: repeats by FREQ=MONTHLY: only what repeats daily or weekly may go on without an end',
    ],
    [
      'too many times',
      'UID:1\nSUMMARY:Ann\nDTSTART:20261123T080000\nDTEND:20261123T080500\nRRULE:FREQ=HOURLY;COUNT=9999',
      '4 Ann: repeats more than 500 times by FREQ=HOURLY;COUNT=9999: write it as daily or weekly',
    ],
    [
      'a clock that is moved',
      'UID:1\nSUMMARY:Ann\nDTSTART;TZID=America/New_York:20261123T080000\nDTEND;TZID=America/New_York:20261123T090000\nRRULE:FREQ=WEEKLY',
      '4 Ann: is told in the clock of America/New_York, which is not always as far from ours: write it in ours',
    ],
    [
      'another time of nothing',
      'UID:1\nSUMMARY:Ann\nRECURRENCE-ID:20261123T080000\nDTSTART:20261123T080000\nDTEND:20261123T090000',
      '4 Ann: is another time of an event that is not there',
    ],
  ])('refuses %s, with its line', (_, event, said) => {
    const read = readCalendar(calendarOf(event), zone, known)
    const told = read.ok
      ? []
      : read.faults.map((fault) => `${fault.line} ${fault.event}: ${sayCalendarFault(fault, 'en')}`)
    expect(told).toEqual([said])
  })

  it.each(['', 'hello', 'BEGIN:VCARD\r\nEND:VCARD\r\n', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'])(
    'refuses %j',
    (text) => {
      expect(readCalendar(text, zone, known)).toMatchObject({ ok: false, faults: [{ code: 'notCalendar' }] })
    },
  )
})
