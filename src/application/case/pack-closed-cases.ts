import { minutes } from '../../domain/instant.ts'
import type { CasePacking } from '../ports/case-packing.ts'
import type { Clock } from '../ports/clock.ts'

export type PackClosedDeps = {
  readonly packing: CasePacking
  readonly clock: Clock
  /** How long a case stays as it is after it was closed. */
  readonly afterDays: number
  /** Whether somebody is on the telephone: then everything else has to be brief. */
  readonly isBusy: () => boolean
  readonly breathe: () => Promise<void>
}

/** What a call may have to wait for; one write to the disk comes to it. */
const biteMs = 8
/** Bites of one run where nobody is on the telephone. */
const mostBites = 50

/**
 * Packs cases that were closed long enough ago, in small bites; one bite a run while there are calls. What is left is packed by
 * the next run.
 * @returns how many.
 */
export const packClosedCases =
  ({ packing, clock, afterDays, isBusy, breathe }: PackClosedDeps) =>
  async (): Promise<number> => {
    let count = 0
    for (let bite = 0; bite < mostBites; bite += 1) {
      const packed = await packing.pack(clock.now() - minutes(afterDays * 24 * 60), biteMs)
      count += packed
      if (packed === 0 || isBusy()) break
      await breathe()
    }
    return count
  }
