import type { RoutingStore } from '../../application/ports/routing-store.ts'
import type { Telephony } from '../../application/ports/telephony.ts'
import type { ReadinessCheck } from './http-deps.ts'

/** What a part says of itself; its reason may name files and addresses. */
export type PartStatus = { readonly ok: true } | { readonly ok: false; readonly reason: string | null }

/** Without any of these, calls are not taken as they should be. */
export type NeededParts = {
  readonly telephony: Pick<Telephony, 'status'>
  readonly database: () => PartStatus | Promise<PartStatus>
  readonly routing: Pick<RoutingStore, 'current'>
  readonly trunks: readonly { readonly name: string; readonly status: () => PartStatus | Promise<PartStatus> }[]
}

/** The checks behind `/readyz`: `asterisk`, `database`, `routing`, and one for each trunk. */
export function readinessChecks({ telephony, database, routing, trunks }: NeededParts): readonly ReadinessCheck[] {
  const check = (name: string, broken: string, status: () => PartStatus | Promise<PartStatus>): ReadinessCheck => ({
    name,
    check: async () => {
      const found = await status()
      return found.ok ? { ok: true } : { ok: false, reason: broken, detail: found.reason }
    },
  })
  return [
    check('asterisk', 'not connected to Asterisk', () => {
      const { connected, reason } = telephony.status()
      return connected ? { ok: true } : { ok: false, reason }
    }),
    check('database', 'the database can not be used', database),
    check('routing', 'no routing table is published', async () =>
      (await routing.current()) ? { ok: true } : { ok: false, reason: null },
    ),
    ...trunks.map(({ name, status }) => check(`trunk ${name}`, 'the trunk is not there', status)),
  ]
}
