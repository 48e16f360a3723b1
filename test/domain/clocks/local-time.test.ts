import { describe, expect, it } from 'vitest'
import { localClock, localDay, nextLocalTime } from '../../../src/domain/clocks/local-time.ts'
import { minutesOfDay } from '../../../src/domain/clocks/time-of-day.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString()

describe('localDay and localClock', () => {
  it.each([
    // zone, instant, day, clock
    ['Asia/Shanghai', '2027-03-10T15:59:59.999Z', '270310', '23:59'], // Wed 23:59:59
    ['Asia/Shanghai', '2027-03-10T16:00:00Z', '270311', '00:00'], // Thu 00:00
    ['Asia/Shanghai', '2028-02-28T16:30:00Z', '280229', '00:30'], // Tue, leap day
    ['Asia/Shanghai', '2028-02-29T16:30:00Z', '280301', '00:30'], // Wed
    ['America/New_York', '2027-12-31T23:00:00Z', '271231', '18:00'], // Fri
    ['Europe/Berlin', '2027-03-28T00:59:00Z', '270328', '01:59'], // Sun, a minute before the clock is put on
    ['Europe/Berlin', '2027-03-28T01:00:00Z', '270328', '03:00'],
    ['Europe/Berlin', '2027-10-31T00:30:00Z', '271031', '02:30'], // Sun, the first 02:30
    ['Europe/Berlin', '2027-10-31T01:30:00Z', '271031', '02:30'], // the second
    ['Asia/Kathmandu', '2027-03-10T18:15:00Z', '270311', '00:00'], // 5 h 45 min ahead
  ])('in %s %s is %s %s', (zone, instant, day, clock) => {
    expect([localDay(at(instant), zone), localClock(at(instant), zone)]).toEqual([day, clock])
  })
})

describe('nextLocalTime', () => {
  it.each([
    // zone, after, time, next
    ['Asia/Shanghai', '2027-03-10T15:30:00Z', '09:00', '2027-03-11T01:00:00.000Z'], // Wed 23:30 -> Thu 09:00
    ['Asia/Shanghai', '2027-03-10T16:30:00Z', '09:00', '2027-03-11T01:00:00.000Z'], // Thu 00:30 -> Thu 09:00
    ['Asia/Shanghai', '2027-03-11T01:00:00Z', '09:00', '2027-03-12T01:00:00.000Z'], // Thu 09:00: strictly after
    ['Asia/Shanghai', '2027-03-11T00:59:59.999Z', '09:00', '2027-03-11T01:00:00.000Z'],
    ['Asia/Shanghai', '2027-03-10T16:00:00Z', '00:00', '2027-03-11T16:00:00.000Z'],
    ['Asia/Shanghai', '2027-03-10T16:00:00Z', '24:00', '2027-03-11T16:00:00.000Z'],
    ['Asia/Shanghai', '2028-02-28T15:00:00Z', '22:00', '2028-02-29T14:00:00.000Z'], // Mon 23:00 -> leap day 22:00
    ['Europe/Berlin', '2027-03-27T12:00:00Z', '02:30', '2027-03-28T01:00:00.000Z'], // jumped over: when it jumps, 03:00
    ['Europe/Berlin', '2027-03-28T01:00:00Z', '02:30', '2027-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2027-10-30T12:00:00Z', '02:30', '2027-10-31T00:30:00.000Z'], // twice: the first
    ['Europe/Berlin', '2027-10-31T00:30:00Z', '02:30', '2027-11-01T01:30:00.000Z'], // not the second
    ['Africa/Cairo', '2027-04-29T12:00:00Z', '00:00', '2027-04-29T22:00:00.000Z'], // Fri begins at 01:00
  ])('in %s after %s comes %s at %s', (zone, after, time, next) => {
    expect(iso(nextLocalTime(at(after), zone, time))).toBe(next)
  })

  it('refuses what is no time', () => {
    expect(() => nextLocalTime(0, 'Asia/Shanghai', '9:00')).toThrow(RangeError)
  })
})

describe('minutesOfDay', () => {
  it.each([
    ['00:00', 0],
    ['07:05', 425],
    ['23:59', 1439],
    ['24:00', 1440],
    ['24:01', null],
    ['7:00', null],
    ['07:60', null],
    ['', null],
    ['07:00 ', null],
  ])('%s is %s', (time, minute) => {
    expect(minutesOfDay(time)).toBe(minute)
  })
})
