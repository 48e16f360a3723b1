import { expect, test } from 'vitest'
import { claimTry, faultOfPin, forgiven, type PinRecord } from '../../../src/domain/access/pin.ts'

/** Mon 2026-11-23 10:00 in Shanghai. */
const now = Date.parse('2026-11-23T10:00:00+08:00')
const fresh: PinRecord = {
  person: 'duty-1',
  revision: 1,
  hash: 'h',
  setAt: now,
  setBy: 'api:admin',
  wrong: 0,
  lockedUntil: null,
}

test.each([
  ['4711', null],
  ['90817263', null],
  ['12a4', 'digits'],
  ['１２３４', 'digits'],
  ['471', 'length'],
  ['471147111', 'length'],
  ['0000', 'trivial'],
  ['1234', 'trivial'],
  ['7890', 'trivial'],
  ['98765432', 'trivial'],
  ['1010', 'trivial'],
  ['474747', 'trivial'],
])('%s: %s', (pin, fault) => {
  expect(faultOfPin(pin)).toBe(fault)
})

const tries = (count: number, from: PinRecord = fresh): PinRecord =>
  Array.from({ length: count }).reduce<PinRecord>((record) => {
    const claimed = claimTry(record, now)
    if (!claimed.ok) throw new Error('locked too early')
    return claimed.record
  }, from)

test('the fifth wrong one in a row locks for 15 minutes, and then there are five again', () => {
  expect(tries(4)).toMatchObject({ wrong: 4, lockedUntil: null, revision: 5 })
  const locked = tries(5)
  expect(locked.lockedUntil).toBe(now + 15 * 60_000)
  expect(claimTry(locked, now + 15 * 60_000 - 1)).toEqual({ ok: false, reason: 'locked' })
  expect(claimTry(locked, now + 15 * 60_000)).toMatchObject({ ok: true, record: { wrong: 1, lockedUntil: null } })
})

test('a right one makes the wrong ones before it count no more', () => {
  const right = forgiven(tries(5))
  expect(right).toMatchObject({ wrong: 0, lockedUntil: null, revision: 7 })
  expect(tries(4, right).lockedUntil).toBeNull()
})
