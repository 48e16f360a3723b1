import { expect, test } from 'vitest'
import { nextUncovered } from '../../../../src/domain/routing/proof/next-uncovered.ts'
import { sayProof } from '../../../../src/domain/routing/proof/say-proof.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { openTable, roster, rulesWith, shift, week } from './proven-town.ts'

// Nobody of the works at weekends; a duty officer from 08:00 to 20:00 only.
const works = roster('works', [shift([1, 2, 3, 4, 5], '00:00', '24:00', ['ann'])])
const officers = roster('centre', [shift(week, '08:00', '20:00', ['duty'])])
const horizonFrom = (from: string, days = 366) => ({
  from: Date.parse(from),
  until: Date.parse(from) + days * 86_400_000,
})
const rules = rulesWith({}, [works, officers])
const saysOf = (asked: Parameters<typeof nextUncovered>[1], from: string, days?: number, given = rules) =>
  nextUncovered(given, asked, horizonFrom(from, days)).map((finding) => sayProof(finding, given, 'en').message)

test('the soonest time of either kind is told, once for all places and lines', () => {
  expect(saysOf({ category: 'water', area: null }, '2026-11-30T00:00:00+08:00')).toEqual([
    // Mon 00:00
    'Sat 00:00-08:00 on 2026-12-05, key 1, Wenqiao, place not known: nobody of works is on duty, and no duty officer either',
    'Sat 08:00-20:00 on 2026-12-05, key 1, Wenqiao, place not known: nobody of works is on duty; the duty officer alone answers',
  ])
})

test('a time that has begun is told from its beginning, one that is over not at all', () => {
  const [first] = saysOf({ category: 'water', area: null }, '2026-12-05T09:00:00+08:00') // Sat 09:00
  expect(first).toContain('Sat 08:00-20:00 on 2026-12-05')
  const [next] = saysOf({ category: 'water', area: null }, '2026-12-05T20:00:00+08:00') // Sat 20:00
  expect(next).toContain('Sat 20:00-Sun 08:00 on 2026-12-05')
})

test('places, answers and the horizon are heeded', () => {
  const monday = '2026-11-30T00:00:00+08:00' // Mon 00:00
  expect(saysOf({ category: 'water', area: 'north' }, monday)).toEqual([])
  expect(saysOf({ category: 'gas', answer: 'bottle' }, monday)).toEqual([])
  expect(saysOf({ category: 'gas', answer: 'pipe' }, monday)).toHaveLength(2)
  expect(saysOf({ category: 'water' }, monday, 5)).toEqual([])
  expect(saysOf({ category: 'water' }, monday, 5.01)).toHaveLength(1)
})

test('a line that is closed then has no such time', () => {
  const table: RoutingTable = {
    ...openTable,
    lines: [openTable.lines[0]!, { ...openTable.lines[0]!, id: 'office', window: 'office' }],
    numbers: [...openTable.numbers, { ...openTable.numbers[0]!, number: '95002', line: 'office' }],
  }
  const given = rulesWith({ table }, [works, officers])
  const ask = (line?: string) =>
    saysOf(
      { category: 'water', area: null, ...(line === undefined ? {} : { line }) },
      '2026-11-30T00:00:00+08:00',
      366,
      given,
    ) // Mon 00:00
  expect(ask('office')).toEqual([])
  expect(ask('main')[0]).toContain('key 1, Wenqiao, place not known, line main:')
  expect(ask()[0]).toContain('key 1, Wenqiao, place not known, line main:')
})
