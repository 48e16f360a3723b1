import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceWindow } from '../../../src/domain/routing/routing-table.ts'
import { isWithinServiceWindow } from '../../../src/domain/routing/service-window.ts'

const week = [1, 2, 3, 4, 5, 6, 7]
const windowOf = (frames: ServiceWindow['frames'], exceptions: ServiceWindow['exceptions'] = []): ServiceWindow => ({
  id: 'hours',
  frames,
  exceptions,
  closedTo: '110',
})

const day = windowOf([{ days: week, from: '07:00', to: '23:00' }])
const night = windowOf([{ days: [5, 6], from: '22:00', to: '02:30' }]) // Friday and Saturday
const split = windowOf([
  { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' },
  { days: [1, 2, 3, 4, 5], from: '14:00', to: '18:00' },
])
const always = windowOf([{ days: week, from: '00:00', to: '24:00' }])
const roundTheClock = windowOf([{ days: week, from: '08:00', to: '08:00' }])
const holidays = windowOf(
  [
    { days: week, from: '07:00', to: '23:00' },
    { days: [4], from: '23:00', to: '01:00' }, // Thursday
  ],
  [
    { date: '2027-10-01', frames: [{ from: '09:00', to: '12:00' }], closedTo: null }, // Friday
    { date: '2027-10-02', frames: [], closedTo: null }, // Saturday
    { date: '2027-10-03', frames: [{ from: '20:00', to: '02:00' }], closedTo: null }, // Sunday
    { date: '2028-02-29', frames: [], closedTo: null }, // Tuesday, leap day
  ],
)

describe('isWithinServiceWindow', () => {
  // Shanghai is 8 h ahead of UTC all year; local times stand in the comments.
  it.each<[string, ServiceWindow, string, boolean, string]>([
    ['before it opens', day, '2027-03-09T22:59:59.999Z', false, 'outside frame Wed 07:00-23:00'], // Wed 06:59:59
    ['as it opens', day, '2027-03-09T23:00:00Z', true, 'frame Wed 07:00-23:00'], // Wed 07:00
    ['before it closes', day, '2027-03-10T14:59:59.999Z', true, 'frame Wed 07:00-23:00'], // Wed 22:59:59
    ['as it closes', day, '2027-03-10T15:00:00Z', false, 'outside frame Wed 07:00-23:00'], // Wed 23:00
    ['at midnight', day, '2027-03-10T16:00:00Z', false, 'outside frame Thu 07:00-23:00'], // Thu 00:00
    ['on the leap day', day, '2028-02-28T23:00:00Z', true, 'frame Tue 07:00-23:00'], // Tue 07:00
    ['on the morning', split, '2027-03-10T03:59:00Z', true, 'frame Wed 08:00-12:00'], // Wed 11:59
    ['on the noon', split, '2027-03-10T04:00:00Z', false, 'outside frame Wed 08:00-12:00 14:00-18:00'], // Wed 12:00
    ['on the afternoon', split, '2027-03-10T06:00:00Z', true, 'frame Wed 14:00-18:00'], // Wed 14:00
    ['on a day without frames', split, '2027-03-13T02:00:00Z', false, 'outside frame Sat'], // Sat 10:00
    ['across midnight, before', night, '2027-03-12T15:59:00Z', true, 'frame Fri 22:00-02:30'], // Fri 23:59
    ['across midnight, after', night, '2027-03-12T18:29:00Z', true, 'frame Fri 22:00-02:30'], // Sat 02:29
    ['across midnight, over', night, '2027-03-12T18:30:00Z', false, 'outside frame Sat 22:00-02:30'], // Sat 02:30
    ['across midnight into a day without', night, '2027-03-13T17:00:00Z', true, 'frame Sat 22:00-02:30'], // Sun 01:00
    ['across midnight, a day too late', night, '2027-03-14T17:00:00Z', false, 'outside frame Mon'], // Mon 01:00
    ['across midnight, a day too early', night, '2027-03-11T17:00:00Z', false, 'outside frame Fri 22:00-02:30'], // Fri 01:00
    ['all day, at its first instant', always, '2027-03-10T16:00:00Z', true, 'frame Thu 00:00-24:00'], // Thu 00:00
    ['all day, at its last', always, '2027-03-11T15:59:59.999Z', true, 'frame Thu 00:00-24:00'], // Thu 23:59:59
    ['24 h from the morning', roundTheClock, '2027-03-10T23:59:00Z', true, 'frame Wed 08:00-08:00'], // Thu 07:59
    ['24 h from the next morning', roundTheClock, '2027-03-11T00:00:00Z', true, 'frame Thu 08:00-08:00'], // Thu 08:00
    ['by an exception', holidays, '2027-10-01T01:00:00Z', true, 'exception 2027-10-01 09:00-12:00'], // Fri 09:00
    ['against an exception', holidays, '2027-10-01T05:00:00Z', false, 'outside exception 2027-10-01 09:00-12:00'], // Fri 13:00
    ['into an exception', holidays, '2027-09-30T16:30:00Z', true, 'frame Thu 23:00-01:00'], // Fri 00:30
    ['on a closed date', holidays, '2027-10-02T02:00:00Z', false, 'outside exception 2027-10-02'], // Sat 10:00
    ['by an exception across midnight', holidays, '2027-10-03T17:59:00Z', true, 'exception 2027-10-03 20:00-02:00'], // Mon 01:59
    ['after it', holidays, '2027-10-03T18:00:00Z', false, 'outside frame Mon 07:00-23:00'], // Mon 02:00
    ['on a closed leap day', holidays, '2028-02-29T02:00:00Z', false, 'outside exception 2028-02-29'], // Tue 10:00
    ['with nothing in it', windowOf([]), '2027-03-10T02:00:00Z', false, 'outside frame Wed'], // Wed 10:00
  ])('%s', (_, window, instant, open, reason) => {
    expect(isWithinServiceWindow(window, Date.parse(instant), { zone: 'Asia/Shanghai', calendar: [] })).toMatchObject({
      open,
      reason,
    })
  })

  const early = windowOf([{ days: [7], from: '02:30', to: '06:00' }])
  const late = windowOf([{ days: [6], from: '22:00', to: '02:30' }])
  it.each<[string, ServiceWindow, string, boolean]>([
    // Sunday 2027-03-28: 02:00 becomes 03:00
    ['put on: before the jump', early, '2027-03-28T00:59:59Z', false], // Sun 01:59
    ['put on: opens when it jumps over the bound', early, '2027-03-28T01:00:00Z', true], // Sun 03:00
    ['put on: closes by the clock', early, '2027-03-28T04:00:00Z', false], // Sun 06:00
    ['put on: open until the jump', late, '2027-03-28T00:59:59Z', true], // Sun 01:59
    ['put on: closes when it jumps over the bound', late, '2027-03-28T01:00:00Z', false], // Sun 03:00
    // Sunday 2027-10-31: 03:00 becomes 02:00
    ['put back: opens at the first', early, '2027-10-31T00:30:00Z', true], // Sun 02:30
    ['put back: stays open', early, '2027-10-31T01:15:00Z', true], // Sun 02:15, the second
    ['put back: closes by the clock', early, '2027-10-31T05:00:00Z', false], // Sun 06:00
    ['put back: closes at the first', late, '2027-10-31T00:30:00Z', false], // Sun 02:30
    ['put back: stays closed', late, '2027-10-31T01:15:00Z', false], // Sun 02:15, the second
  ])('in Berlin, %s', (_, window, instant, open) => {
    expect(isWithinServiceWindow(window, Date.parse(instant), { zone: 'Europe/Berlin', calendar: [] }).open).toBe(open)
  })

  it('is never closed where frames leave no gap, wherever and whenever', () => {
    const parts = windowOf([
      { days: week, from: '06:00', to: '14:00' },
      { days: week, from: '14:00', to: '22:30' },
      { days: week, from: '22:30', to: '06:00' },
    ])
    const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2026-01-01T00:00Z'), max: Date.parse('2031-01-01T00:00Z') }),
        (zone, at) =>
          isWithinServiceWindow(parts, at, { zone, calendar: [] }).open &&
          isWithinServiceWindow(always, at, { zone, calendar: [] }).open,
      ),
      { numRuns: 2000 },
    )
  })

  it('says the same whatever was asked before', () => {
    const ask = (instant: string) =>
      isWithinServiceWindow(night, Date.parse(instant), { zone: 'Asia/Shanghai', calendar: [] }).open
    const first = ask('2027-03-12T18:29:00Z') // Sat 02:29
    for (let days = 0; days < 40; days += 1) ask(new Date(Date.UTC(2027, 5, days)).toISOString())
    expect([first, ask('2027-03-12T18:29:00Z')]).toEqual([true, true])
  })
})
