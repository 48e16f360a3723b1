import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localClock, localDate } from '../../../src/domain/clocks/local-time.ts'
import { countServiceTime, minutesOfUsualWeek } from '../../../src/domain/clocks/service-time.ts'
import type { CalendarDay, ServiceWindow, WindowFrame } from '../../../src/domain/routing/routing-table.ts'
import { isWithinServiceWindow } from '../../../src/domain/routing/service-window.ts'

const shanghai = 'Asia/Shanghai'
const berlin = 'Europe/Berlin'
const words = (name: string) => ({ 'zh-CN': name, en: name })
const window = (frames: readonly WindowFrame[], exceptions: ServiceWindow['exceptions'] = []): ServiceWindow => ({
  id: 'hours',
  frames,
  exceptions,
  closedTo: '110',
})
const office = window([{ days: 'workdays', from: '08:30', to: '17:30' }])
const night = window([{ days: [5], from: '22:00', to: '02:00' }])
const calendar: readonly CalendarDay[] = [
  { date: '2027-10-01', kind: 'holiday', name: words('national day') }, // Fri
  { date: '2027-10-10', kind: 'workday', name: words('worked Sunday') },
]
const text = (at: number, zone: string) => `${localDate(at, zone)} ${localClock(at, zone)}`
const count = (w: ServiceWindow, from: string, minutes: number, zone = shanghai) => {
  const { due, service } = countServiceTime(w, Date.parse(from), minutes, { zone, calendar })
  return [text(due, zone), ...service.spans.map(([a, b]) => `${text(a, zone)} to ${text(b, zone)}`)]
}

describe('countServiceTime', () => {
  it.each([
    // Fri 16:30 + 3 h: one on Friday, two on Monday
    [
      'over a weekend',
      office,
      '2027-03-12T16:30+08:00',
      180,
      ['2027-03-15 10:30', '2027-03-12 16:30 to 2027-03-12 17:30', '2027-03-15 08:30 to 2027-03-15 10:30'],
    ],
    // Wed 10:00, all of it the same day
    [
      'within a day',
      office,
      '2027-03-10T10:00+08:00',
      60,
      ['2027-03-10 11:00', '2027-03-10 10:00 to 2027-03-10 11:00'],
    ],
    // Wed 16:30 + 1 h ends with the window, not on Thursday morning
    [
      'to the last minute',
      office,
      '2027-03-10T16:30+08:00',
      60,
      ['2027-03-10 17:30', '2027-03-10 16:30 to 2027-03-10 17:30'],
    ],
    // Wed 22:00: nobody is there before Thursday 08:30
    ['from outside', office, '2027-03-10T22:00+08:00', 1, ['2027-03-11 08:31', '2027-03-11 08:30 to 2027-03-11 08:31']],
    // Thu 30 Sep 17:00; Fri is National Day, Sat and Sun are free: Monday
    [
      'over a holiday',
      office,
      '2027-09-30T17:00+08:00',
      60,
      ['2027-10-04 09:00', '2027-09-30 17:00 to 2027-09-30 17:30', '2027-10-04 08:30 to 2027-10-04 09:00'],
    ],
    // Sat 9 Oct 12:00; Sunday is worked instead
    [
      'on a moved working day',
      office,
      '2027-10-09T12:00+08:00',
      60,
      ['2027-10-10 09:30', '2027-10-10 08:30 to 2027-10-10 09:30'],
    ],
    // Fri 23:00 + 4 h in Friday nights: three now, one a week later
    [
      'across midnight',
      night,
      '2027-03-12T23:00+08:00',
      240,
      ['2027-03-19 23:00', '2027-03-12 23:00 to 2027-03-13 02:00', '2027-03-19 22:00 to 2027-03-19 23:00'],
    ],
    // Sat 01:00: the rest of Friday's night counts
    [
      'after midnight',
      night,
      '2027-03-13T01:00+08:00',
      30,
      ['2027-03-13 01:30', '2027-03-13 01:00 to 2027-03-13 01:30'],
    ],
    // Wed is short, Thu closed, Fri long
    [
      'on dates of their own',
      window(office.frames, [
        { date: '2027-03-10', frames: [{ from: '10:00', to: '11:00' }], closedTo: null },
        { date: '2027-03-11', frames: [], closedTo: null },
        { date: '2027-03-12', frames: [{ from: '06:00', to: '24:00' }], closedTo: null },
      ]),
      '2027-03-10T09:00+08:00',
      120,
      ['2027-03-12 07:00', '2027-03-10 10:00 to 2027-03-10 11:00', '2027-03-12 06:00 to 2027-03-12 07:00'],
    ],
    // frames that overlap count once
    [
      'in two teams at once',
      window([
        { days: [3], from: '08:00', to: '12:00' },
        { days: [3], from: '10:00', to: '14:00' },
      ]),
      '2027-03-10T08:00+08:00',
      360,
      ['2027-03-10 14:00', '2027-03-10 08:00 to 2027-03-10 14:00'],
    ],
    // open day and night: one span, however many days
    [
      'day and night',
      window([{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]),
      '2027-03-10T08:00+08:00',
      10 * 1440,
      ['2027-03-20 08:00', '2027-03-10 08:00 to 2027-03-20 08:00'],
    ],
  ] as const)('%s', (_, hours, from, minutes, expected) => {
    expect(count(hours, from, minutes)).toEqual(expected)
  })

  it.each([
    // Sun 28 Mar 2027: the clock jumps from 02:00 to 03:00; 01:00-04:00 is two hours long
    ['2027-03-28T00:00+01:00', 120, '2027-03-28 04:00'],
    // Sun 31 Oct 2027: 02:00-03:00 comes twice; 01:00-04:00 is four hours long
    ['2027-10-31T00:00+02:00', 240, '2027-10-31 04:00'],
    ['2027-10-31T00:00+02:00', 180, '2027-10-31 03:00'],
  ] as const)('when the clock is moved: from %s %i min', (from, minutes, due) => {
    expect(count(window([{ days: [7], from: '01:00', to: '04:00' }]), from, minutes, berlin)[0]).toBe(due)
  })

  it('tells a long sum in short: the first five spans, the last, and what lies between', () => {
    const { due, service } = countServiceTime(office, Date.parse('2027-03-08T08:30+08:00'), 10 * 540, {
      zone: shanghai,
      calendar,
    })
    expect(text(due, shanghai)).toBe('2027-03-19 17:30')
    expect(service.spans).toHaveLength(6)
    expect(service.leftOut).toEqual({ spans: 4, minutes: 4 * 540 })
    const told = service.spans.reduce((sum, [from, until]) => sum + (until - from) / 60_000, 0)
    expect(told + 4 * 540).toBe(10 * 540)
  })

  it('gives up where a window never opens, which validation refuses', () => {
    expect(() => count(window([]), '2027-03-08T08:30+08:00', 1)).toThrow(RangeError)
  })
})

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const minute = quarter * 15
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
})
const days = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  fc.constant('workdays' as const),
)
const windows = fc
  .record({
    frames: fc.array(fc.record({ days, from: time, to: time }), { minLength: 1, maxLength: 3 }),
    exceptions: fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: 0, max: 20 }).map((day) => `2027-03-${String(day + 8).padStart(2, '0')}`),
        frames: fc.array(fc.record({ from: time, to: time }), { maxLength: 2 }),
        closedTo: fc.constant(null),
      }),
      { selector: ({ date }) => date, maxLength: 3 },
    ),
  })
  .map(({ frames, exceptions }) => window(frames, exceptions))

it('is what counting minute by minute gives', () => {
  fc.assert(
    fc.property(
      windows.filter((hours) => minutesOfUsualWeek(hours) >= 60),
      fc.constantFrom(shanghai, berlin),
      fc.integer({ min: 0, max: 15 * 1440 }),
      fc.integer({ min: 1, max: 300 }),
      (hours, zone, start, minutes) => {
        // From Sat 2027-03-20 on: Berlin puts its clocks on a week later.
        const from = Date.parse('2027-03-20T00:00:00Z') + start * 60_000
        const local = { zone, calendar }
        let left = minutes
        let at = from
        for (; left > 0; at += 60_000) if (isWithinServiceWindow(hours, at, local).open) left -= 1
        expect(countServiceTime(hours, from, minutes, local).due).toBe(at)
      },
    ),
    { numRuns: 150 },
  )
})

it.each([
  [office, 5 * 540],
  [night, 240],
  [window([]), 0],
  [window([{ days: [7], from: '23:30', to: '00:10' }]), 40],
])('a usual week of %# has so many minutes', (hours, minutes) => {
  expect(minutesOfUsualWeek(hours)).toBe(minutes)
})
