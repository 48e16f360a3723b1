import type { Logger } from '../../logger.ts'
import type { AriMethod, AriQuery, AriResponse, RawEvent } from './ari-request.ts'
import { createAriRest } from './ari-rest.ts'
import { type AriSession, openAriSession } from './ari-session.ts'

/** The narrow seam to one Asterisk: requests and raw events. All knowledge of ari-client and HTTP ends here. */
export interface AriConnection {
  /**
   * Sends one request and never rejects. `path` starts below `/ari`, its parts already URI-encoded
   * (`/channels/abc.1/dial`). Works also while the event stream is down.
   */
  request(method: AriMethod, path: string, query?: AriQuery, body?: object): Promise<AriResponse>
  /**
   * Leaves a request to Asterisk that it will carry out only when what is before it in the channel's queue is over. Nobody
   * waits for the outcome, and the queue outlives this process.
   */
  leave(method: AriMethod, path: string, query?: AriQuery): void
  /** Bytes of the file that a GET would bring, without bringing it; null: there is none, or no answer. */
  size(path: string): Promise<number | null>
  /** Every event that has a type, known to us or not. A listener that throws is logged and hurts nobody. */
  onEvent(listener: (event: RawEvent) => void): void
  /** Called each time the event stream is there; events missed before are not repeated. */
  onUp(listener: () => void): void
  /** Called once for each time the event stream was there and is lost, also by `close()`. */
  onDown(listener: (reason: string) => void): void
  /** `reason`: why there is no connection, in words for a sysadmin; null when connected. */
  status(): { readonly connected: boolean; readonly reason: string | null }
  /** Starts connecting, and connects again for ever, until `close()`. A second call does nothing. */
  open(): void
  /** Ends the event stream and the idle sockets; no further up, down or event. Calls in Asterisk are left alone. */
  close(): Promise<void>
}

export type AriConnectionOptions = {
  /** `http://127.0.0.1:8088`, without a path. */
  readonly url: string
  readonly user: string
  readonly password: string
  /** Stasis application whose events are wanted; several by commas. */
  readonly app: string
  readonly logger: Logger
  /** Milliseconds to wait before attempt 1, 2, 3 … after a failure (0 is the first retry); see `backOff`. */
  readonly retryDelay: (attempt: number) => number
  /** Operations the caller can't do without, as the API names them (`channels.create`); missing ones are a readable reason. */
  readonly operations?: readonly string[]
  readonly requestTimeoutMs?: number
  readonly connectTimeoutMs?: number
  /** A socket that shows no life for this long after a ping is dead. */
  readonly pingIntervalMs?: number
}

/** Makes a connection that is not open yet. */
export function createAriConnection(options: AriConnectionOptions): AriConnection {
  const { app, logger, retryDelay } = options
  const rest = createAriRest({ ...options, timeoutMs: options.requestTimeoutMs ?? 5_000 })
  const eventListeners: ((event: RawEvent) => void)[] = []
  const upListeners: (() => void)[] = []
  const downListeners: ((reason: string) => void)[] = []
  let session: AriSession | null = null
  let retryTimer: NodeJS.Timeout | undefined
  let attempt = 0
  let opened = false
  let closed = false
  let connected = false
  let reason: string | null = 'not opened yet'

  const tell = <T extends unknown[]>(listeners: readonly ((...args: T) => void)[], ...args: T): void => {
    for (const listener of listeners) {
      try {
        listener(...args)
      } catch (error) {
        // An exception would go through ari-client's socket and end the process: it ends here.
        logger.error({ err: error }, 'a listener of the ARI connection failed')
      }
    }
  }

  function lose(why: string): void {
    session = null
    const wasConnected = connected
    const isNews = why !== reason
    connected = false
    reason = why
    if (wasConnected) tell(downListeners, why)
    if (closed) return
    const wait = retryDelay(attempt++)
    logger[isNews ? 'warn' : 'debug']({ reason: why, retryInMs: wait }, 'no connection to Asterisk')
    retryTimer = setTimeout(connect, wait)
  }

  function connect(): void {
    if (closed) return
    session = openAriSession({
      url: options.url,
      user: options.user,
      password: options.password,
      app,
      operations: options.operations ?? [],
      connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
      pingIntervalMs: options.pingIntervalMs ?? 5_000,
      request: rest.request,
      onUp() {
        connected = true
        reason = null
        logger.info({ app }, 'connected to Asterisk')
        tell(upListeners)
      },
      // Only a connection that has lived for a while starts the back-off anew: two servers that take the application
      // from each other must not do so in a tight loop.
      onAlive() {
        attempt = 0
      },
      onEvent: (event) => tell(eventListeners, event),
      onGarbage: (detail) => logger.warn({ detail }, 'a frame from Asterisk is not an event'),
      onDown: lose,
    })
  }

  return {
    request: rest.request,
    leave: rest.leave,
    size: rest.size,
    onEvent: (listener) => void eventListeners.push(listener),
    onUp: (listener) => void upListeners.push(listener),
    onDown: (listener) => void downListeners.push(listener),
    status: () => ({ connected, reason }),
    open() {
      if (opened || closed) return
      opened = true
      reason = 'connecting for the first time'
      connect()
    },
    async close() {
      if (closed) return
      closed = true
      clearTimeout(retryTimer)
      session?.close()
      if (connected) lose('closed')
      reason = 'closed'
      rest.close()
    },
  }
}
