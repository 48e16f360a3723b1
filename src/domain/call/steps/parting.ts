import type { Parting } from '../call-event.ts'

/** How a party's leg ended, in the words of the record. undefined: it hung up. */
export const partingWords = (how: Parting | undefined): string => words[how ?? 'hungUp']

/** Why a leg of ours is gone when the telephone system broke down. */
export const lostReason = 'lost when the telephone system broke down'

/** Why a telephone is rung anew that was about to ring when the server died. */
export const unrungReason = 'the server stopped before it rang'

const words: Readonly<Record<Parting | 'hungUp', string>> = {
  hungUp: 'hung up',
  lost: lostReason,
  unwatched: 'gone while the server was away',
  fallback: 'taken over by the fall-back',
}
