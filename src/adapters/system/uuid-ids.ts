import { randomFillSync } from 'node:crypto'
import type { Ids } from '../../application/ports/clock.ts'

/**
 * UUIDs version 7 (RFC 9562): globally unique, and sorted by the time they were made, so that they index well. Those of one
 * millisecond, as a decision makes them, are a random one and its successors (method 2 of the RFC's section 6.2): they stay
 * in order, and what is closed can be kept in a few bytes an id. They name things and keep no secret.
 * @param now the machine's clock, in ms; one that is put back does not make an id that sorts before another one.
 */
export function createUuidIds(now: () => number): Ids {
  const id = new Uint8Array(16)
  let last = Number.NEGATIVE_INFINITY
  return {
    next() {
      const at = now()
      if (at > last) {
        last = at
        begin(id, at)
      } else if (!increment(id)) {
        // 74 random bits are used up: never in practice, but two ids must not be the same.
        last += 1
        begin(id, last)
      }
      return textOf(id)
    },
  }
}

export const uuidIds: Ids = createUuidIds(() => Date.now())

/** The system is asked for randomness for so many ids at once: a call of its own for each costs more than all the rest. */
const pool = new Uint8Array(10 * 256)
let used = pool.length

function begin(id: Uint8Array, at: number): void {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let rest = at
  for (let place = 5; place >= 0; place -= 1) {
    id[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  id.set(pool.subarray(used, used + 10), 6)
  used += 10
  id[6] = 0x70 | (id[6]! & 0x0f)
  id[8] = 0x80 | (id[8]! & 0x3f)
}

/** The successor among ids of the same time; false: there is none. */
function increment(id: Uint8Array): boolean {
  for (let place = 15; place >= 6; place -= 1) {
    const most = place === 8 ? 0xbf : place === 6 ? 0x7f : 0xff
    const least = place === 8 ? 0x80 : place === 6 ? 0x70 : 0
    if (id[place]! < most) {
      id[place] = id[place]! + 1
      return true
    }
    id[place] = least
  }
  return false
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const textOf = (id: Uint8Array): string => {
  const part = (from: number, to: number): string => {
    let text = ''
    for (let place = from; place < to; place += 1) text += hex[id[place]!]
    return text
  }
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`
}
