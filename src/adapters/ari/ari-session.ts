import { attachClient, type FencedClient } from './ari-client-fence.ts'
import type { RawEvent } from './ari-request.ts'
import type { AriRest } from './ari-rest.ts'
import { findMissing } from './missing-operations.ts'

/**
 * A connection that has lived so long was a good one, in ms. With the interval between pings instead, a few breaks within
 * seconds of each other would end in waits of 5 s each, in which the callers hear nothing.
 */
const firstPingMs = 1_000

export type AriSession = { close(): void }

export type AriSessionOptions = {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly app: string
  readonly operations: readonly string[]
  readonly connectTimeoutMs: number
  readonly pingIntervalMs: number
  readonly request: AriRest['request']
  onUp(): void
  /** The socket has outlived a ping. */
  onAlive(): void
  onEvent(event: RawEvent): void
  onGarbage(detail: string): void
  /** Called exactly once, with the reason, unless `close()` came first. */
  onDown(reason: string): void
}

/**
 * One ari-client and one event socket, from connecting to their end; whoever wants another makes another. Of ari-client's
 * own socket handling nothing is left: it throws at an unknown event type, and gives up after ten attempts.
 */
export function openAriSession(options: AriSessionOptions): AriSession {
  let socket: FencedClient['_ws'] | null = null
  let watchdog: NodeJS.Timeout | undefined
  let ended = false
  let replaced = false

  function end(reason: string | null): void {
    if (ended) return
    ended = true
    clearTimeout(watchdog)
    socket?.terminate()
    if (reason !== null) options.onDown(reason)
  }

  function watch(): void {
    let alive = true
    const sign = (): void => {
      if (!alive) options.onAlive()
      alive = true
    }
    socket?.on('pong', sign)
    const look = (): void => {
      if (!alive) return end(`no sign of life from Asterisk for ${options.pingIntervalMs} ms`)
      alive = false
      socket?.ping()
      watchdog = setTimeout(look, options.pingIntervalMs)
    }
    clearTimeout(watchdog)
    watchdog = setTimeout(look, Math.min(firstPingMs, options.pingIntervalMs))
  }

  function receive(frame: unknown): void {
    if (ended) return
    const event = parseEvent(String(frame))
    if (!event) {
      options.onGarbage(String(frame).slice(0, 80))
      return
    }
    if (event.type === 'ApplicationReplaced') replaced = true
    options.onEvent(event)
  }

  async function connect(): Promise<void> {
    const refusal = await askWhetherReady(options)
    if (ended || refusal) return end(refusal)
    const attached = await attachClient({ ...options, timeoutMs: options.connectTimeoutMs })
    if (ended || !attached.ok) return end(attached.ok ? null : attached.reason)
    const missing = await findMissing(attached.client, options.operations, options.request)
    if (ended || missing) return end(missing)

    // start() makes the socket at once and would settle or reconnect only by handlers that are taken off here.
    void attached.client.start(options.app)
    socket = attached.client._ws
    socket.removeAllListeners()
    watchdog = setTimeout(() => end('the event stream did not open in time'), options.connectTimeoutMs)
    socket.on('open', () => {
      if (ended) return
      watch()
      options.onUp()
    })
    socket.on('message', receive)
    // Stays for ever: an error without a listener would end the process.
    socket.on('error', (error) => end(`event stream: ${error instanceof Error ? error.message : String(error)}`))
    socket.on('close', (code) =>
      end(replaced ? `another server has taken over the application ${options.app}` : `event stream closed (${code})`),
    )
  }

  connect().catch((error: unknown) => end(`connecting failed: ${String(error)}`))
  return {
    close() {
      if (ended) return
      const open = socket
      socket = null
      end(null)
      // A goodbye, so that Asterisk does not log a broken connection; who does not answer it is cut off.
      open?.close()
      if (open) setTimeout(() => open.terminate(), 1_000).unref()
    },
  }
}

/** Asks before ari-client does, because its own errors say nothing. null: Asterisk is there and lets us in. */
async function askWhetherReady({ url, user, request }: AriSessionOptions): Promise<string | null> {
  const response = await request('GET', '/asterisk/info', { only: 'system' })
  if (response.outcome !== 'answered') return `Asterisk does not answer at ${url}: ${response.detail}`
  if (response.status === 200) return null
  if (response.status === 401 || response.status === 403)
    return `Asterisk at ${url} refuses user ${user}: unknown in ari.conf, or the password is wrong`
  if (response.status === 404)
    return `Asterisk at ${url} offers no ARI: ari.conf needs enabled=yes, and res_ari.so and res_ari_asterisk.so must be loaded`
  return `Asterisk at ${url} answers ${response.status} to /ari/asterisk/info`
}

/** null: not JSON, or JSON without a type. */
function parseEvent(frame: string): RawEvent | null {
  try {
    const value: unknown = JSON.parse(frame)
    const isEvent = typeof value === 'object' && value !== null && typeof (value as RawEvent).type === 'string'
    return isEvent ? (value as RawEvent) : null
  } catch {
    return null
  }
}
