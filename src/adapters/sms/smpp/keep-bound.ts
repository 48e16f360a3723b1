import type { Log } from '../../../application/ports/log.ts'
import { createSendWindow, type SendWindow } from './send-window.ts'
import type { Pdu } from './smpp-library.ts'
import type { SmppSettings } from './smpp-schema.ts'
import { type Asked, type BindMode, openSession, type SmppSession } from './smpp-session.ts'

/** A bind that is kept up: lost or refused, it is tried again until it is stopped. */
export type Bind = {
  readonly mode: BindMode
  readonly window: SendWindow
  isBound(): boolean
  /** Why it is not bound; null: it is, or was not tried yet. */
  reason(): string | null
  ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<Asked>
  start(): void
  stop(): Promise<void>
}

export function keepBound(options: {
  readonly settings: SmppSettings
  readonly mode: BindMode
  /** `1`, `2` …: which of several. */
  readonly number: number
  readonly log: Log
  /** Milliseconds before try 0, 1, 2 … after the bind was lost or refused. */
  readonly retryDelay: (attempt: number) => number
  readonly onDelivery: (pdu: Pdu) => Promise<number>
  readonly onUnanswered: () => void
}): Bind {
  const { settings, mode, log } = options
  const window = createSendWindow(settings.window, settings.perSecond)
  const about = { transport: settings.name, bind: options.number, mode, centre: `${settings.host}:${settings.port}` }
  let session: SmppSession | null = null
  let reason: string | null = null
  let attempt = 0
  let retry: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let opening: Promise<void> = Promise.resolve()

  async function open(): Promise<void> {
    const { signal } = stopping
    const opened = await openSession({ ...options, onEnd: lost, signal })
    if (signal.aborted) {
      if (opened.ok) await opened.session.unbind()
      return
    }
    if (!opened.ok) {
      const isNew = reason !== opened.detail
      reason = opened.detail
      const inMs = again()
      const fields = { ...about, reason, againInMs: inMs }
      // Told once: an hour without the centre must not be thousands of lines.
      if (!isNew) return log.debug(fields, 'still not bound to the message centre')
      if (opened.status === null) return log.warn(fields, 'the message centre can not be reached; trying on')
      return log.error(fields, 'the message centre refuses the bind; trying on')
    }
    session = opened.session
    reason = null
    attempt = 0
    window.open(true)
    log.info(about, 'bound to the message centre')
  }

  function lost(why: string): void {
    session = null
    reason = why
    window.open(false)
    if (stopping.signal.aborted) return
    log.warn({ ...about, reason: why, againInMs: again() }, 'the bind to the message centre is lost; binding again')
  }

  function again(): number {
    const inMs = options.retryDelay(attempt)
    attempt += 1
    retry = setTimeout(() => {
      opening = open()
    }, inMs)
    return inMs
  }

  return {
    mode,
    window,
    isBound: () => session !== null,
    reason: () => reason,
    ask: async (command, fields) =>
      session === null ? { outcome: 'notSent', detail: reason ?? 'not bound' } : session.ask(command, fields),
    start() {
      opening = open()
    },
    async stop() {
      stopping.abort()
      clearTimeout(retry)
      window.open(false)
      await session?.unbind()
      session = null
      await opening
    },
  }
}
