import type Database from 'better-sqlite3'
import type { CallState } from '../../src/domain/call/call-state.ts'
import { isInFallback, type Line } from './line.ts'
import type { Town } from './town.ts'

/** What a fault was like for one caller. Milliseconds. */
export type Silence = {
  readonly fault: string
  /** Position of the call when it struck. */
  readonly state: string
  /** The longest time without a sound that has to do with the fault; 0: under half a second. */
  readonly silent: number
  /** How much of it came when the server was there again. */
  readonly after: number
}

/** Silences that begin so soon after the server is back still have to do with its having been away, in ms. */
const aftermathMs = 1000

/** Notes where every caller stands when a fault strikes, and finds out afterwards how long he heard nothing. */
export function createSilences(town: Town, database: Database.Database) {
  const snapshots = database.prepare<[], { state: string }>('SELECT state FROM call_snapshots')
  const strikes: { fault: string; at: number; ms: number | null }[] = []
  const struck: { fault: string; line: Line; state: string; at: number; backAt: number | null }[] = []

  return {
    strike(fault: string): void {
      strikes.push({ fault, at: performance.now(), ms: null })
      const states = new Map(
        snapshots.all().map(({ state }) => {
          const { callerNumber, caller, position } = JSON.parse(state) as CallState
          return [caller === null ? null : callerNumber, position.at] as const
        }),
      )
      for (const line of town.alive()) {
        const state = states.get(line.number)
        if (line.direction === 'in' || line.number === null || state === undefined || line.upAt() === null) continue
        struck.push({ fault, line, state, at: performance.now(), backAt: null })
      }
    },
    back(at: number): void {
      for (const each of struck) each.backAt ??= at
      for (const each of strikes) each.ms ??= at - each.at
    },
    /** From each fault until the calls were taken over again, in ms. */
    away: () => strikes.flatMap(({ fault, ms }) => (ms === null ? [] : [{ fault, ms }])),
    /** How many calls were struck in each position. */
    coverage(): Map<string, number> {
      const counts = new Map<string, number>()
      for (const { state } of struck) counts.set(state, (counts.get(state) ?? 0) + 1)
      return counts
    },
    measured(): Silence[] {
      return struck.flatMap(({ fault, line, state, at, backAt }) => {
        const overAt = line.overAt() ?? performance.now()
        if (backAt === null || line.deadAt() !== null || overAt < backAt + aftermathMs) return []
        if (isInFallback(line)) return []
        const last = { from: line.soundAt() ?? line.upAt() ?? at, to: overAt }
        const gap = [...line.gaps, last]
          .filter(({ from, to }) => to > at && from < backAt + aftermathMs)
          .reduce((one, other) => (other.to - other.from > one.to - one.from ? other : one), { from: 0, to: 0 })
        // From the next fault on it is that one's silence.
        const awayAgainAt = strikes.find((strike) => strike.at > backAt)?.at ?? gap.to
        const after = Math.max(0, Math.min(gap.to, awayAgainAt) - Math.max(backAt, gap.from))
        return [{ fault, state, silent: gap.to - gap.from, after }]
      })
    },
  }
}
