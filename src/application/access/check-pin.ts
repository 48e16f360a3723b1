import { claimTry, forgiven } from '../../domain/access/pin.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PinHasher } from '../ports/pin-hasher.ts'
import type { PinStore } from '../ports/pin-store.ts'

export type CheckPinDeps = {
  readonly pins: PinStore
  readonly hasher: PinHasher
  readonly clock: Clock
  readonly log: Log
}

/** How often a try is claimed anew when somebody tries at the same time. */
const claims = 5

/**
 * Whether this is the person's PIN. A try is taken before it is looked at; the fifth wrong one in a row locks, which is
 * logged. `noPin`: he has none.
 */
export const checkPin =
  ({ pins, hasher, clock, log }: CheckPinDeps) =>
  async (person: string, pin: string): Promise<'right' | 'wrong' | 'locked' | 'noPin'> => {
    for (let attempt = 1; attempt <= claims; attempt += 1) {
      const known = await pins.read(person)
      if (known === null) return 'noPin'
      const claimed = claimTry(known, clock.now())
      if (!claimed.ok) {
        log.warn({ person }, 'a PIN was tried while it is locked')
        return 'locked'
      }
      if (!(await pins.save(claimed.record))) continue
      if (await hasher.matches(pin, known.hash)) {
        // Somebody who tries at the same time may have written since: his try stays counted.
        await pins.save(forgiven(claimed.record))
        return 'right'
      }
      const { wrong, lockedUntil } = claimed.record
      log.warn(
        { person, wrong, lockedUntil },
        lockedUntil === null ? 'a PIN was wrong' : 'a PIN was wrong and is locked',
      )
      return lockedUntil === null ? 'wrong' : 'locked'
    }
    throw new Error('others try the same PIN at the same time')
  }
