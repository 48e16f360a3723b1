import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DryRunCall } from '../../../../src/application/routing/dry-run/dry-run-call.ts'
import { table } from '../../../domain/call/call-town.ts'
import { town } from '../../../scenarios/town.ts'
import { call, linesOf, tryCall } from './try-town.ts'

const phones = [
  ...town(900, { team: 2 }).team,
  ...town(900).gas,
  ...town(900).works,
  town(900).officer,
  town(900).police,
]
const anyCall: fc.Arbitrary<DryRunCall> = fc
  .record({
    // The week of Mon 2026-11-23.
    minute: fc.nat({ max: 7 * 1440 - 1 }),
    dialled: fc.constantFrom(...table.numbers.map(({ number }) => number), '999'),
    caller: fc.constantFrom(null, '13912345678', '057686200001', town(900).officer),
    keys: fc.string({ unit: fc.constantFrom(...'0123456789*#'), maxLength: 14 }),
    habits: fc.dictionary(
      fc.constantFrom(...phones),
      fc.constantFrom('silent', 'busy', 'declines', 'keyless', 'takes'),
      { maxKeys: 6, noNullPrototype: true },
    ),
    statementSeconds: fc.constantFrom(0, 10),
  })
  .map(({ minute, ...about }) =>
    call('2026-11-23T00:00', { ...about, at: call('2026-11-23T00:00').at + minute * 60_000 }),
  )

test('whatever is dialled and pressed at whatever hour, a dry run ends like a call: every call of it, once, by itself', () => {
  fc.assert(
    fc.property(anyCall, (tried) => {
      const run = tryCall(tried, table)
      const { lines, where } = run
      expect(linesOf(lines, 'givenUp')).toEqual([])
      const calls = new Set(lines.map((line) => line.call).filter((no) => no > 0))
      expect(
        linesOf(lines, 'ends')
          .map((line) => line.call)
          .sort(),
      ).toEqual([...calls].sort())
      expect(where.termination).not.toBeNull()
      expect(lines.every(({ at }, place) => at >= (lines[place - 1]?.at ?? tried.at))).toBe(true)
      expect(tryCall(tried, table)).toEqual(run)
    }),
    { numRuns: 300 },
  )
})
