import { createHash } from 'node:crypto'

/** Chances drawn from a seed: the same seed and the same questions give the same answers. */
export type Random = {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** true in this share of the cases. */
  chance(share: number): boolean
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
}

/**
 * A generator of its own for each name under one seed (mulberry32): what one telephone draws does not depend on how many
 * questions others have asked before, so that the choices of a run are the same however its threads interleave.
 */
export function randomOf(seed: number, name: string): Random {
  let state = createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    chance: (share) => next() < share,
    between: (low, high) => low + (high - low) * next(),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
  }
}
