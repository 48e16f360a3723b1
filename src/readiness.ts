import type { ReadinessCheck } from './adapters/http/http-deps.ts'
import type { Telephony } from './application/ports/telephony.ts'

/** What `/readyz` asks: the telephone network, each trunk, the database, a published table. */
export function readinessChecks(parts: {
  readonly telephony: Pick<Telephony, 'status'>
  readonly trunks: () => Promise<readonly { readonly name: string; readonly state: string }[]>
  readonly database: () => { readonly ok: true } | { readonly ok: false; readonly reason: string }
  readonly table: () => Promise<unknown>
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
      name: 'trunks',
      async check() {
        const states = await parts.trunks()
        if (states.some(({ state }) => state === 'online')) return { ok: true }
        const detail = states.map(({ name, state }) => `${name} ${state}`).join(', ')
        return { ok: false, reason: 'no trunk answers', detail }
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
  ]
}
