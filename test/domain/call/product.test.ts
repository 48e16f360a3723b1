import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explore } from './explore.ts'
import { hangUpEverybody } from './hang-up-everybody.ts'
import { mapFile, readMap } from './read-map.ts'

/** Every position, and everything that can happen in it; the rules are checked at each step (`call-rules.ts`). */
describe('every moment of a call with everything that can happen', () => {
  const { moments, edges, steps } = explore(5000)

  it('keeps the rules', () => {
    expect(moments.length).toBeGreaterThan(1000)
    expect(moments.length).toBeLessThan(5000)
    expect(steps).toBeGreaterThan(100_000)
    const positions = new Set(moments.map(({ state }) => state.position.at))
    expect([...positions].sort()).toEqual([
      'askingNumber',
      'closing',
      'emergency',
      'emergencyChoice',
      'ended',
      'ending',
      'greeting',
      'hunting',
      'identifying',
      'joining',
      'menu',
      'overriding',
      'question',
      'relaying',
      'statement',
      'talking',
      'testing',
    ])
  })

  it('comes to its end when everybody hangs up', () => {
    for (const moment of moments) hangUpEverybody(moment, edges)
  })

  it('is drawn on the map, and nothing else is', () => {
    const map = readMap(readFileSync(mapFile, 'utf8'))
    expect([...edges].sort()).toEqual(map.map(({ edge }) => edge).sort())
    for (const { edge, reason } of map.filter((line) => line.edge !== 'ended --> [*]'))
      expect(reason, edge).not.toBe('')
  })
})
