import type { ReadinessCheck } from '../adapters/http/http-deps.ts'
import { stuckAfterMs, type WatchdogState } from '../application/clocks/watch-clocks.ts'
import type { Telephony } from '../application/ports/telephony.ts'

/** What `/readyz` asks: the telephone network, the database, a published table; the clocks and each trunk are reported beside them. */
export function readinessChecks(parts: {
  readonly telephony: Pick<Telephony, 'status'>
  readonly trunks: readonly string[]
  readonly trunkStates: () => Promise<readonly { readonly name: string; readonly state: string }[]>
  readonly database: () => { readonly ok: true } | { readonly ok: false; readonly reason: string }
  readonly table: () => Promise<unknown>
  readonly clocks: () => WatchdogState
}): readonly ReadinessCheck[] {
  return [
    {
      name: 'asterisk',
      async check() {
        const { connected, reason } = parts.telephony.status()
        return connected ? { ok: true } : { ok: false, reason: 'not connected', detail: reason }
      },
    },
    {
      name: 'database',
      async check() {
        const checked = parts.database()
        return checked.ok ? checked : { ok: false, reason: 'unusable', detail: checked.reason }
      },
    },
    {
      name: 'routing table',
      check: async () => ((await parts.table()) === null ? { ok: false, reason: 'none is published' } : { ok: true }),
    },
    // Told, but not asked for: a restart would bring no clock back, and the calls must go on.
    {
      name: 'clocks',
      isRequired: false,
      async check() {
        const { unwatched, stepLateMs } = parts.clocks()
        if (unwatched > 0) return { ok: false, reason: `${unwatched} open cases have no deadline ahead` }
        const late = Math.round(stepLateMs / 60_000)
        return stepLateMs > stuckAfterMs ? { ok: false, reason: `escalations are ${late} min late` } : { ok: true }
      },
    },
    // Told, but not asked for: with every trunk away callers can't come in, and a restart would not bring them back.
    ...parts.trunks.map((name) => ({
      name: `trunk ${name}`,
      isRequired: false,
      async check() {
        const state = (await parts.trunkStates()).find((trunk) => trunk.name === name)?.state ?? 'unknown'
        return state === 'online' ? ({ ok: true } as const) : ({ ok: false, reason: `is ${state}` } as const)
      },
    })),
  ]
}
