import type { Config } from '../../src/config.ts'
import { freeLoopback } from '../carrier/loopback.ts'
import { CallRefused } from './call-refused.ts'

/** Where a hotline is called, and from where. */
export type HotlinePlace = {
  readonly url: string
  readonly sip: { readonly host: string; readonly port: number }
  /** The address at which the hotline expects its carrier. */
  readonly carrier: { readonly host: string; readonly port: number }
}

/** Longest that a running server may take to say whether it is there, in ms. */
const probeMs = 2000

/**
 * The server of this configuration; null where none answers.
 * @throws {CallRefused} when something else answers at its address.
 */
export async function findRunningHotline({ http, asterisk }: Config): Promise<HotlinePlace | null> {
  const url = `http://${reachable(http.host)}:${http.port}`
  const health = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(probeMs) }).catch(() => null)
  if (health === null) return null
  const body = (await health.json().catch(() => null)) as { status?: string } | null
  if (body?.status !== 'ok')
    throw new CallRefused(
      `At ${url} another program answers, not the hotline: set HOTLINE_HTTP_HOST or HOTLINE_HTTP_PORT.`,
    )
  const [, host, port] = /^sips?:(?:[^@]*@)?([^:;]+)(?::(\d+))?/.exec(asterisk.carrierContact) ?? []
  const { sipBind } = asterisk
  return {
    url,
    sip: { host: reachable(sipBind.host), port: sipBind.port },
    carrier: { host: host ?? '', port: Number(port ?? 5060) },
  }
}

/** Addresses for a hotline that lives for one call, beside every other; `onClose` is given what lets them go. */
export async function findPrivatePlace(onClose: (release: () => Promise<void>) => void): Promise<HotlinePlace> {
  const own = await freeLoopback()
  onClose(own.release)
  const carrier = await freeLoopback()
  onClose(carrier.release)
  return {
    url: `http://${own.host}:8080`,
    sip: { host: own.host, port: 5060 },
    carrier: { host: carrier.host, port: 5080 },
  }
}

/** Who listens on all addresses is reached on the first. */
const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host)
