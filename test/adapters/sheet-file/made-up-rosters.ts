import fc from 'fast-check'
import type { Roster } from '../../../src/domain/roster/roster.ts'

const text = fc.constantFrom('值班', '=1+1', "'x", 'ill; "very"', ' a ', '换班，有事', 'x')
const words = fc.record({ 'zh-CN': text, en: text })
const person = fc.constantFrom('0501', '0502', 'ann', '0503')
const people = fc.uniqueArray(person, { minLength: 1, maxLength: 3 })
const time = fc.constantFrom('00:00', '08:00', '17:30', '23:59')
const date = fc.constantFrom('2026-01-05', '2024-02-29', '2027-12-31')
const instant = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 })
const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/)

/** Rosters as somebody may keep them, with names that spreadsheets would like to carry out. */
export const rosters: fc.Arbitrary<Roster> = fc.record({
  id,
  name: words,
  covers: fc.constantFrom('05', 'centre', 'night'),
  rotations: fc.uniqueArray(
    fc.record({
      id,
      firstDate: date,
      handOver: time,
      everyDays: fc.integer({ min: 1, max: 366 }),
      groups: fc.array(people, { minLength: 1, maxLength: 3 }),
    }),
    { selector: (rotation) => rotation.id, maxLength: 3 },
  ),
  shifts: fc.array(
    fc.record({
      id,
      days: fc.oneof(
        fc.constantFrom('workdays' as const, 'daysOff' as const),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.constantFrom([1, 2, 3, 4, 5], [6, 7], [1, 2, 3, 4, 5, 6, 7]),
      ),
      from: time,
      to: fc.oneof(time, fc.constant('24:00')),
      firstDate: fc.option(date),
      lastDate: fc.option(date),
      on: fc.oneof(
        people.map((list) => ({ people: list })),
        id.map((rotation) => ({ rotation })),
      ),
    }),
    { maxLength: 4 },
  ),
  overrides: fc.array(
    fc.record({
      id,
      from: instant,
      until: instant,
      off: fc.option(person),
      on: fc.option(person),
      swap: fc.option(id),
      by: text,
      at: instant,
      reason: text,
    }),
    { maxLength: 3 },
  ),
})
