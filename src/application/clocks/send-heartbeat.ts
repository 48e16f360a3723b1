import type { Log } from '../ports/log.ts'

/** Pings whoever watches over us from outside. Rejects when that failed. */
export type Ping = () => Promise<void>

/** Something without which deadlines, calls or messages would stand still; `reason`: why it is not well. */
export type Vital = () => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>

/**
 * One heartbeat: pings only when everything vital is well, so that silence says outside what nobody inside can say any more.
 * @returns whether the ping arrived. Never rejects: a watch that can't be reached must not stop what it watches.
 */
export const sendHeartbeat =
  (deps: { readonly ping: Ping; readonly vitals: Readonly<Record<string, Vital>>; readonly log: Log }) =>
  async (): Promise<boolean> => {
    const checked = await Promise.all(
      Object.entries(deps.vitals).map(async ([name, check]) => {
        const found = await check().catch((error) => ({ ok: false, reason: String(error) }) as const)
        return found.ok ? [] : [`${name}: ${found.reason}`]
      }),
    )
    const reasons = checked.flat()
    if (reasons.length > 0) {
      deps.log.warn({ reasons }, 'no heartbeat is sent: not everything is well')
      return false
    }
    try {
      await deps.ping()
      return true
    } catch (error) {
      deps.log.warn({ err: error }, 'the heartbeat did not arrive')
      return false
    }
  }
