import { describe, expect, it } from 'vitest'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'

describe('the day of an instant', () => {
  it.each([
    // Monday 23:59 and Tuesday 00:00 in Shanghai
    ['Asia/Shanghai', '2026-11-23T15:59:59.999Z', '261123'],
    ['Asia/Shanghai', '2026-11-23T16:00:00.000Z', '261124'],
    ['UTC', '2026-11-23T16:00:00.000Z', '261123'],
    // the hour that comes twice when summer time ends
    ['Europe/Berlin', '2026-10-24T22:30:00Z', '261025'],
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '261025'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '261026'],
    ['America/New_York', '2027-01-01T04:59:59Z', '261231'],
    ['Asia/Kathmandu', '2009-03-04T18:15:00Z', '090305'],
  ])('in %s, %s is %s', (zone, at, day) => {
    expect(localDayIn(zone)(Date.parse(at))).toBe(day)
  })
})
