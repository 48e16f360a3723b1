import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivals, arrive, type Edges, type Moment, step } from './explore.ts'
import { hangUpEverybody } from './hang-up-everybody.ts'
import { possibleEvents } from './possible-events.ts'
import { mapFile, readMap } from './read-map.ts'

/** Long and unlikely lives of calls, which the search through single moments does not put together. */
describe('a call through which anything happens in any order', () => {
  const walk = fc.record({
    arrival: fc.constantFrom(...arrivals),
    choices: fc.array(fc.record({ call: fc.nat(7), event: fc.nat(999) }), { maxLength: 60 }),
  })

  const edges: Edges = new Set()

  it('keeps the rules at every step, and ends when everybody hangs up', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(walk, ({ arrival, choices }) => {
        let calls: readonly Moment[] = [arrive(arrival, edges)]
        for (const choice of choices) {
          const moment = calls[choice.call % calls.length]
          if (!moment) continue
          const events = possibleEvents(moment.state)
          const next = step(moment, events[choice.event % events.length]!, numbersIn(calls, moment), edges)
          // The store is one for all calls.
          calls = [...calls.filter((other) => other !== moment), ...next]
            .map((other) => ({ ...other, rows: next[0]?.rows ?? other.rows, now: next[0]?.now ?? other.now }))
            .filter(({ state }) => state.position.at !== 'ended')
          if (calls.length === 0) return
        }
        for (const moment of calls) hangUpEverybody(moment, edges)
      }),
      { numRuns: 1500 },
    )
    const map = new Set(readMap(readFileSync(mapFile, 'utf8')).map(({ edge }) => edge))
    expect([...edges].filter((edge) => !map.has(edge))).toEqual([])
  })
})

/** Telephones in the other calls. */
const numbersIn = (calls: readonly Moment[], own: Moment): readonly string[] =>
  calls
    .filter((moment) => moment !== own)
    .flatMap(({ state }) => Object.values(state.legs))
    .flatMap(({ role, number }) => (number !== null && role !== 'caller' ? [number] : []))
