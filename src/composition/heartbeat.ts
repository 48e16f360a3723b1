import { pingUrl } from '../adapters/heartbeat/ping-url.ts'
import { sendHeartbeat, type Vital } from '../application/clocks/send-heartbeat.ts'
import { stuckAfterMs, type WatchdogState } from '../application/clocks/watch-clocks.ts'
import type { Clock } from '../application/ports/clock.ts'
import type { Log } from '../application/ports/log.ts'
import type { Telephony } from '../application/ports/telephony.ts'
import { type Instant, minutes } from '../domain/instant.ts'

/** Jobs that run every few seconds, or every minute, have stopped when they have not ended for so long. */
const staleMs = minutes(2)

/**
 * The heartbeat to whoever watches from outside, when asked for: while the jobs run, the database takes a durable commit,
 * Asterisk is connected and no escalation is stuck.
 * @returns what sends one; without a URL it does nothing.
 */
export function heartbeatOf(
  url: string | null,
  parts: {
    readonly log: Log
    readonly clock: Clock
    /** When each job of the clocks last ended; null: not yet. */
    readonly ticks: () => readonly (Instant | null)[]
    readonly database: () => { readonly ok: true } | { readonly ok: false; readonly reason: string }
    readonly telephony: Pick<Telephony, 'status'>
    readonly watchdog: () => WatchdogState
  },
): () => Promise<boolean> {
  if (url === null) return async () => false
  const ifWell = (isWell: boolean, reason: string): Awaited<ReturnType<Vital>> =>
    isWell ? { ok: true } : { ok: false, reason }
  const vitals: Readonly<Record<string, Vital>> = {
    async jobs() {
      const now = parts.clock.now()
      const isFresh = (at: Instant | null): boolean => at !== null && Math.abs(now - at) < staleMs
      return ifWell(parts.ticks().every(isFresh), 'they have not run for two minutes')
    },
    database: async () => parts.database(),
    async asterisk() {
      const { connected, reason } = parts.telephony.status()
      return ifWell(connected, reason ?? 'not connected')
    },
    escalations: async () => ifWell(parts.watchdog().stepLateMs <= stuckAfterMs, 'they are stuck'),
  }
  return sendHeartbeat({ ping: pingUrl(url), vitals, log: parts.log })
}
