import type { Instant } from '../../domain/instant.ts'

/** Keeps cases that are over in little room. Whoever reads them sees no difference, and a change unpacks them. */
export interface CasePacking {
  /**
   * Packs some of the cases that were over before this instant, the longest over first, as far as nothing about them goes on:
   * no call, no recording, no message that has not left.
   * @param forMs how long it may take, about: it begins no further case after that.
   * @returns how many; 0: none is left.
   */
  pack(overBefore: Instant, forMs: number): Promise<number>
}
