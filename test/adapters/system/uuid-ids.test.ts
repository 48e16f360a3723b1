import { describe, expect, it } from 'vitest'
import { createUuidIds, uuidIds } from '../../../src/adapters/system/uuid-ids.ts'

const noon = Date.parse('2026-11-23T04:00:00Z')

describe('the ids of things', () => {
  it('are UUIDs version 7 of their millisecond', () => {
    const ids = createUuidIds(() => noon)
    expect(ids.next()).toMatch(/^01a2068f-8a00-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('are never the same and sort in the order they were made, also when the clock is put back', () => {
    const clock = [noon, noon, noon + 1, noon - 5000, noon - 5000, noon + 2]
    const ids = createUuidIds(() => clock.shift() ?? noon + 3)
    const made = Array.from({ length: 2000 }, () => ids.next())
    expect(new Set(made).size).toBe(2000)
    expect([...made].sort()).toEqual(made)
  })

  it('follow one another within a decision and are random from one millisecond to the next', () => {
    let now = noon
    const ids = createUuidIds(() => now)
    const random = (id: string) => BigInt(`0x${id.replaceAll('-', '').slice(16)}`)
    const [one, other] = [ids.next(), ids.next()]
    expect(random(other) - random(one)).toBe(1n)
    now += 1
    const next = ids.next()
    expect(next.slice(24)).not.toBe(other.slice(24))
  })

  it('are real ones by default', () => {
    const [one, other] = [uuidIds.next(), uuidIds.next()]
    expect(one < other).toBe(true)
  })
})
