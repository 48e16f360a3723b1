import type { Alarms, Clock } from '../../src/application/ports/clock.ts'
import type { Instant } from '../../src/domain/instant.ts'

type Alarm = { readonly at: Instant; readonly owner: string; readonly ring: () => void }

/** A clock that stands still until it is moved, and the alarms that ring on its way. */
export type FakeClock = Clock & {
  /** Alarms kept apart by owner, so that a test can ask whose are left. */
  alarmsOf(owner: string): Alarms
  pending(owner: string): number
  /** When the next alarm rings; null: none is set. */
  next(): Instant | null
  /**
   * Moves to the next alarm up to `limit`, rings it and lets its consequences happen; without one, moves to `limit`.
   * @returns whether an alarm rang.
   */
  step(limit: Instant): Promise<boolean>
  advance(ms: number): Promise<void>
}

/** Lets everything happen that needs no time: all promises that are ready, and those that become ready by them. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Alarms of the same instant ring in the order in which they were set. An alarm set for the past rings at the next step. */
export function createFakeClock(start: Instant): FakeClock {
  const alarms = new Set<Alarm>()
  let now = start
  const earliest = (): Alarm | null => {
    let found: Alarm | null = null
    for (const alarm of alarms) if (found === null || alarm.at < found.at) found = alarm
    return found
  }
  const step = async (limit: Instant): Promise<boolean> => {
    const alarm = earliest()
    if (alarm === null || alarm.at > limit) {
      now = Math.max(now, limit)
      return false
    }
    alarms.delete(alarm)
    now = Math.max(now, alarm.at)
    alarm.ring()
    await settle()
    return true
  }
  return {
    now: () => now,
    alarmsOf: (owner) => ({
      set(at, ring) {
        const alarm = { at, owner, ring }
        alarms.add(alarm)
        return () => alarms.delete(alarm)
      },
    }),
    pending: (owner) => [...alarms].filter((alarm) => alarm.owner === owner).length,
    next: () => earliest()?.at ?? null,
    step,
    async advance(ms) {
      const end = now + ms
      while (await step(end)) {}
    },
  }
}
