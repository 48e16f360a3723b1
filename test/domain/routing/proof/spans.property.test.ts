import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  holdsAt,
  meet,
  nameOf,
  type Spans,
  spansFrom,
  touching,
  unite,
  without,
} from '../../../../src/domain/routing/proof/spans.ts'

/** Small numbers, so that bounds fall together often. */
const spans: fc.Arbitrary<Spans> = fc
  .array(fc.integer({ min: 0, max: 30 }), { maxLength: 10 })
  .map((bounds) => spansFrom(bounds.slice(0, bounds.length - (bounds.length % 2))))
const instants = Array.from({ length: 64 }, (_, half) => half / 2 - 0.5)
const isTidy = (one: Spans): boolean => one.every((bound, index) => index === 0 || bound > (one[index - 1] as number))

test('times are put together, met and taken away instant by instant', () => {
  fc.assert(
    fc.property(spans, spans, (one, other) => {
      const [both, either, first] = [meet(one, other), unite(one, other), without(one, other)]
      for (const at of instants) {
        const [inOne, inOther] = [holdsAt(one, at), holdsAt(other, at)]
        expect([at, holdsAt(both, at), holdsAt(either, at), holdsAt(first, at)]).toEqual([
          at,
          inOne && inOther,
          inOne || inOther,
          inOne && !inOther,
        ])
      }
      expect([both, either, first].every(isTidy)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('bounds in any order make spans: from counts, until does not', () => {
  const kept = spansFrom([10, 20, 5, 8, 8, 9, 15, 25, 30, 30, 40, 35])
  expect([...kept]).toEqual([5, 9, 10, 25])
  expect([4, 5, 8, 9, 10, 24, 25].map((at) => holdsAt(kept, at))).toEqual([false, true, true, false, true, true, false])
})

test('what has some time within is kept whole', () => {
  const kept = spansFrom([0, 10, 20, 30, 40, 50])
  expect([...touching(kept, 10, 40)]).toEqual([20, 30])
  expect([...touching(kept, 9, 41)]).toEqual([0, 10, 20, 30, 40, 50])
  expect([...touching(kept, 11, 19)]).toEqual([])
})

test('other times have another name', () => {
  const year = Array.from({ length: 52 }, (_, week) =>
    [week, week + 0.25].map((one) => 1_795_000_000_000 + one * 604_800_000),
  ).flat()
  const names = year.flatMap((bound, index) =>
    [60_000, -60_000].map((more) => nameOf(spansFrom(year.with(index, bound + more)))),
  )
  expect(new Set([...names, nameOf(spansFrom(year))]).size).toBe(2 * year.length + 1)
  expect(nameOf(spansFrom(year))).toBe(nameOf(spansFrom([...year])))
})
