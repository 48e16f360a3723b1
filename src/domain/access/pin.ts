/**
 * Promise to the citizen: nobody closes his hotline by guessing. A PIN that anybody would try is none, and after five wrong
 * ones nobody can try on for a quarter of an hour, from whatever telephone.
 */
import type { Actor } from '../case/timeline-line.ts'
import { type Instant, minutes } from '../instant.ts'

/** The PIN of a person of the centre; only its hash is kept. */
export type PinRecord = {
  readonly person: string
  /** Raised by every write; of two who write at the same time one is refused. */
  readonly revision: number
  readonly hash: string
  readonly setAt: Instant
  readonly setBy: Actor
  /** Wrong ones in a row. */
  readonly wrong: number
  readonly lockedUntil: Instant | null
}

const wrongAtMost = 5
const lockMinutes = 15

/** `digits`: something else than digits; `length`: not 4 to 8 of them; `trivial`: all alike, in a row, or a pair again and again. */
export type PinFault = 'digits' | 'length' | 'trivial'

/** What is wrong with a PIN that is to be set; null: nothing. */
export function faultOfPin(pin: string): PinFault | null {
  if (!/^[0-9]*$/.test(pin)) return 'digits'
  if (pin.length < 4 || pin.length > 8) return 'length'
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)
  const isRow = [0, 1, 9].some((step) => steps.every((each) => each === step))
  const isPair = pin.length % 2 === 0 && pin === pin.slice(0, 2).repeat(pin.length / 2)
  return isRow || isPair ? 'trivial' : null
}

/**
 * Takes one of the tries that are left, before the PIN is looked at: it counts as a wrong one until `forgiven`, so that
 * many at the same time get no more tries than one after another.
 */
export function claimTry(
  record: PinRecord,
  now: Instant,
): { readonly ok: false; readonly reason: 'locked' } | { readonly ok: true; readonly record: PinRecord } {
  if (record.lockedUntil !== null && now < record.lockedUntil) return { ok: false, reason: 'locked' }
  const wrong = (record.lockedUntil === null ? record.wrong : 0) + 1
  const lockedUntil = wrong >= wrongAtMost ? now + minutes(lockMinutes) : null
  return { ok: true, record: { ...record, revision: record.revision + 1, wrong, lockedUntil } }
}

/** It was the right one: what was wrong before counts no more. */
export const forgiven = (record: PinRecord): PinRecord => ({
  ...record,
  revision: record.revision + 1,
  wrong: 0,
  lockedUntil: null,
})
