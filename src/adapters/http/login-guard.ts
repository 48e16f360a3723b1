import type { Clock } from '../../application/ports/clock.ts'
import { type Instant, minutes } from '../../domain/instant.ts'

/** Wrong passwords an address may send within a minute. */
const wrongPerMinute = 5
/** Addresses remembered at most; the one that was wrong longest ago is forgotten first. */
const addressesKept = 10_000

/** Slows down whoever guesses passwords. */
export type LoginGuard = {
  /**
   * Reserves a try: null where the address must wait. The try counts as wrong until `wasRight` takes it back, so that many
   * at once gain nothing.
   */
  readonly reserve: (address: string) => { readonly wasRight: () => void } | null
  /** Whether `reserve` would refuse the address now. */
  readonly mustWait: (address: string) => boolean
}

/** Counts in memory, by the clock handed in. */
export function guardLogins(clock: Clock): LoginGuard {
  const tries = new Map<string, Instant[]>()
  const recentOf = (address: string, now: Instant) => (tries.get(address) ?? []).filter((at) => at > now - minutes(1))
  return {
    mustWait: (address) => recentOf(address, clock.now()).length >= wrongPerMinute,
    reserve(address) {
      const now = clock.now()
      const recent = recentOf(address, now)
      if (recent.length >= wrongPerMinute) return null
      recent.push(now)
      tries.delete(address)
      tries.set(address, recent)
      if (tries.size > addressesKept) tries.delete(tries.keys().next().value as string)
      return {
        wasRight() {
          const kept = tries.get(address) ?? []
          const mine = kept.lastIndexOf(now)
          if (mine >= 0) kept.splice(mine, 1)
          if (kept.length === 0) tries.delete(address)
        },
      }
    },
  }
}
