import type { TelephonyOutcome } from '../../application/ports/telephony.ts'
import type { AriConnection } from './ari-connection.ts'
import type { AriMethod, AriQuery, AriResponse } from './ari-request.ts'

export const done: TelephonyOutcome = { ok: true }
export const gone = (detail: string): TelephonyOutcome => ({ ok: false, reason: 'gone', detail })
export const refused = (detail: string): TelephonyOutcome => ({ ok: false, reason: 'refused', detail })
export const unreachable = (detail: string): TelephonyOutcome => ({ ok: false, reason: 'unreachable', detail })

export type Request = {
  readonly method: AriMethod
  readonly path: string
  readonly query?: AriQuery
  readonly body?: object
}

/** `yes`: it was carried out; `no`: it was not and its object is there; `gone`: its object is not there. */
export type Finding = 'yes' | 'no' | 'gone' | 'unreachable'

/** How long an unknown request is given to be carried out late, before it is asked for a second time, in ms. */
const graceMs = 500

export type Carrier = {
  readonly connection: AriConnection
  readonly delay: (ms: number) => Promise<void>
}

/**
 * Sends a request and says what became of it; an unknown outcome is never handed out. After one, `find` looks by GET,
 * twice with a pause. What was certainly not carried out is sent again once if `again` allows it (requests that may be
 * carried out twice without harm).
 */
export async function carryOut(
  { connection, delay }: Carrier,
  request: Request,
  find: () => Promise<Finding>,
  again: boolean,
): Promise<TelephonyOutcome> {
  for (let attempt = 0; ; attempt++) {
    const response = await connection.request(request.method, request.path, request.query, request.body)
    if (response.outcome === 'notSent') return unreachable(response.detail)
    if (response.outcome === 'answered') {
      const outcome = toOutcome(response.status, response.body)
      if (outcome.ok || outcome.reason === 'gone' || !isConflict(response.status)) return outcome
      // "Not in Stasis": the leg may be leaving just now, which is the same as gone.
      return (await find()) === 'gone' ? gone(outcome.detail) : outcome
    }
    let finding = await find()
    if (finding === 'no') {
      await delay(graceMs)
      finding = await find()
    }
    if (finding === 'yes') return done
    if (finding === 'gone') return gone(`${response.detail}; and then it was gone`)
    if (finding === 'unreachable') return unreachable(response.detail)
    if (!again || attempt > 0) return refused(`${response.detail}; not carried out`)
  }
}

/** Reads Asterisk's answer: 2xx done; 404, and 400 that says "not found", gone; everything else refused. */
export function toOutcome(status: number, body: unknown): TelephonyOutcome {
  if (status >= 200 && status < 300) return done
  const message = messageOf(body)
  if (status === 404 || (status === 400 && /not found/i.test(message))) return gone(message || `HTTP ${status}`)
  return refused(`HTTP ${status} ${message}`.trim())
}

/** Statuses that say "not now" (409 conflict, 412 not in a bridge, 422 not in Stasis), whose reason may be a hang-up. */
const isConflict = (status: number): boolean => status === 409 || status === 412 || status === 422

const messageOf = (body: unknown): string => {
  const { message, error } = (body ?? {}) as { message?: unknown; error?: unknown }
  return String(message ?? error ?? '')
}

/** Asks whether the thing at this path exists, and if so whether it is as wanted. */
export async function look(
  connection: AriConnection,
  path: string,
  isDone: (body: Record<string, unknown>) => boolean,
): Promise<Finding> {
  const response = await ask(connection, path)
  if (response.outcome !== 'answered') return 'unreachable'
  if (response.status === 404) return 'gone'
  return response.status === 200 && isDone((response.body ?? {}) as Record<string, unknown>) ? 'yes' : 'no'
}

/** A GET that is repeated once when it got no answer. */
export async function ask(connection: AriConnection, path: string): Promise<AriResponse> {
  const response = await connection.request('GET', path)
  return response.outcome === 'unknown' ? connection.request('GET', path) : response
}
