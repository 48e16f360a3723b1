import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRoster } from '../../../src/adapters/table-file/read-roster.ts'
import { formatTableFaults } from '../../../src/adapters/table-file/table-file-fault.ts'
import { writeRoster } from '../../../src/adapters/table-file/write-roster.ts'
import type { Roster } from '../../../src/domain/roster/roster.ts'

const written = `id: water
name: { zh-CN: 自来水厂值班表, en: waterworks }
covers: 05
rotations:
  - { id: weekly, firstDate: 2026-11-23, handOver: 08:00, everyDays: 7, groups: [[0501], [0502, 0501]] }
shifts:
  - { id: day, days: 1-5, from: 08:00, to: 20:00, on: { people: [0501] } }
  - id: night
    days: workdays
    from: 20:00
    to: 08:00
    firstDate: 2026-12-01
    on: { rotation: weekly }
`
const faults = (text: string, language: 'en' | 'zh-CN' = 'en') => {
  const read = readRoster(text, 'water.yaml')
  return read.ok ? [] : formatTableFaults(read.faults, language).split('\n')
}

describe('the file of a roster', () => {
  it('is read in the words of a roster: texts need no quotes, days are short, what is left out is nothing', () => {
    const read = readRoster(written, 'water.yaml')
    expect(read.ok && read.roster).toEqual({
      id: 'water',
      name: { 'zh-CN': '自来水厂值班表', en: 'waterworks' },
      covers: '05',
      rotations: [
        {
          id: 'weekly',
          firstDate: '2026-11-23',
          handOver: '08:00',
          everyDays: 7,
          groups: [['0501'], ['0502', '0501']],
        },
      ],
      shifts: [
        {
          id: 'day',
          days: [1, 2, 3, 4, 5],
          from: '08:00',
          to: '20:00',
          firstDate: null,
          lastDate: null,
          on: { people: ['0501'] },
        },
        {
          id: 'night',
          days: 'workdays',
          from: '20:00',
          to: '08:00',
          firstDate: '2026-12-01',
          lastDate: null,
          on: { rotation: 'weekly' },
        },
      ],
      overrides: null,
    })
    expect(read.ok && read.placeOf(['shifts', 1, 'firstDate'])).toEqual({ line: 12, column: 16 })
  })

  it('tells what is wrong with its fields all at once, with line, column, field and what it may be', () => {
    const slips = written
      .replace('covers: 05', 'cover: 05')
      .replace('everyDays: 7', 'everyDays: weekly')
      .replace('on: { rotation: weekly }', 'on: { rotation: weekly, people: [0501] }')
      .concat('overrides:\n  - { id: ill, from: 2026-11-23T14:05, until: 2026-11-23T25:05+08:00, reason: ill }\n')
    expect(faults(slips)).toEqual([
      'water.yaml:1:1 covers: is missing',
      'water.yaml:3:1 cover: is not a field here (did you mean "covers"?); allowed: id, name, covers, rotations, shifts, overrides',
      'water.yaml:5:70 rotations[0].everyDays: "weekly" is not a whole number',
      'water.yaml:13:9 shifts[1].on: names either people or a rotation',
      'water.yaml:15:22 overrides[0].from: "2026-11-23T14:05" is not an instant with its offset, such as 2026-11-23T14:05:00+08:00',
      'water.yaml:15:47 overrides[0].until: "2026-11-23T25:05+08:00" is not an instant with its offset, such as 2026-11-23T14:05:00+08:00',
    ])
    expect(faults('id: [', 'zh-CN')[0]).toMatch(/^water.yaml:\d+:\d+ 不是YAML/)
    expect(faults(written.replace('covers: 05', 'covers: [05]'), 'zh-CN')).toEqual(['water.yaml:3:9 covers: 应为文字'])
  })

  it('keeps an override in the clock of its zone', () => {
    const at = Date.parse('2026-11-23T14:05:00+08:00')
    const override = {
      id: 'ill',
      from: at,
      until: at + 1,
      off: '0501',
      on: null,
      swap: null,
      by: 'api:ann',
      at,
      reason: 'ill',
    }
    const read = readRoster(written, 'x')
    const text = read.ok ? writeRoster({ ...read.roster, overrides: [override] }, 'Asia/Shanghai') : ''
    expect(text).toContain('from: 2026-11-23T14:05:00+08:00')
    expect(text).toContain('until: 2026-11-23T14:05:00.001+08:00')
    expect(text).toContain('days: 1-5')
  })

  it('written and read again is the same roster', () => {
    const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/)
    const words = fc.record({ 'zh-CN': fc.string(), en: fc.string() })
    const instant = fc.integer({ min: 0, max: 4_000_000_000_000 })
    const date = fc.stringMatching(/^20\d\d-[01]\d-[0-3]\d$/)
    const days = fc.oneof(
      fc.constantFrom('workdays' as const, 'daysOff' as const),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    )
    const roster: fc.Arbitrary<Roster> = fc.record({
      id,
      name: words,
      covers: id,
      rotations: fc.array(
        fc.record({
          id,
          firstDate: date,
          handOver: fc.string(),
          everyDays: fc.integer({ min: -9, max: 999 }),
          groups: fc.array(fc.array(id)),
        }),
      ),
      shifts: fc.array(
        fc.record({
          id,
          days,
          from: fc.string(),
          to: fc.constantFrom('08:00', '24:00', '00:00'),
          firstDate: fc.option(date),
          lastDate: fc.option(date),
          on: fc.oneof(fc.record({ people: fc.array(id) }), fc.record({ rotation: id })),
        }),
      ),
      overrides: fc.array(
        fc.record({
          id,
          from: instant,
          until: instant,
          off: fc.option(id),
          on: fc.option(id),
          swap: fc.option(id),
          by: fc.string(),
          at: instant,
          reason: fc.string(),
        }),
      ),
    })
    fc.assert(
      fc.property(roster, fc.constantFrom('Asia/Shanghai', 'America/New_York', 'UTC'), (given, zone) => {
        const read = readRoster(writeRoster(given, zone), 'x')
        expect(read.ok && read.roster).toEqual(given)
      }),
    )
  })
})
