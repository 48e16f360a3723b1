/**
 * One connection to a message centre, bound. Promise: whatever is asked is answered, refused, or known to be unknown within
 * the time limit; a connection that is dead, garbled or half open is closed, and everything that waits on it is told.
 */
import { readFileSync } from 'node:fs'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { PDU, type Pdu, SmppSocket } from './smpp-library.ts'
import type { SmppSettings } from './smpp-schema.ts'
import { statusInWords } from './submit-outcome.ts'

export type BindMode = 'transceiver' | 'transmitter' | 'receiver'

/** `unknown`: it was sent, and nobody can say what became of it. `notSent`: it surely was not. */
export type Asked =
  | { readonly outcome: 'answered'; readonly status: number; readonly answer: Pdu }
  | { readonly outcome: 'notSent' | 'unknown'; readonly detail: string }

export type SmppSession = {
  ask(command: string, fields?: Readonly<Record<string, unknown>>): Promise<Asked>
  /** Says good-bye and closes. What still waits is unknown then. */
  unbind(): Promise<void>
}

export type SessionOptions = {
  readonly settings: SmppSettings
  readonly mode: BindMode
  /** A message or receipt came; resolves with the status of the answer. Never rejects. */
  readonly onDelivery: (pdu: Pdu) => Promise<number>
  /** It was bound and is over, for this reason. Called once. */
  readonly onEnd: (reason: string) => void
  /** What was asked had no answer in time. */
  readonly onUnanswered: () => void
  /** Aborted while it is still opening: given up at once. */
  readonly signal: AbortSignal
}

export type Opened =
  | { readonly ok: true; readonly session: SmppSession }
  | { readonly ok: false; readonly status: number | null; readonly detail: string }

const version = 0x34

/** Connects and binds. Resolves within twice the time limit. */
export async function openSession(options: SessionOptions): Promise<Opened> {
  const { settings, mode, signal } = options
  const limitMs = settings.timeoutSeconds * 1000
  let socket: Socket
  try {
    socket = await openSocket(settings, limitMs, signal)
  } catch (error) {
    return { ok: false, status: null, detail: (error as Error).message }
  }
  const wire = new SmppSocket({ socket })
  const waiting = new Map<number, (asked: Asked) => void>()
  let endedBy: string | null = null
  let isBound = false
  let enquiry: NodeJS.Timeout | undefined

  function end(reason: string): void {
    if (endedBy !== null) return
    endedBy = reason
    clearTimeout(enquiry)
    socket.destroy()
    for (const settle of [...waiting.values()]) settle({ outcome: 'unknown', detail: reason })
    if (isBound) options.onEnd(reason)
  }

  function ask(command: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Asked> {
    return new Promise((resolve) => {
      const pdu = new PDU(command, fields)
      if (endedBy !== null || !wire.send(pdu)) {
        return resolve({ outcome: 'notSent', detail: endedBy ?? 'the connection is closing' })
      }
      const sequence = pdu.sequence_number
      const timer = setTimeout(() => {
        options.onUnanswered()
        settle({ outcome: 'unknown', detail: `no answer within ${settings.timeoutSeconds} s` })
      }, limitMs)
      const settle = (asked: Asked): void => {
        clearTimeout(timer)
        waiting.delete(sequence)
        resolve(asked)
      }
      waiting.set(sequence, settle)
    })
  }

  const answer = (pdu: Pdu, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (endedBy === null) wire.send(pdu.response(fields))
  }

  function hear(pdu: Pdu): void {
    if (pdu.isResponse()) {
      // Its header may be all that a refusal has.
      waiting.get(pdu.sequence_number)?.({ outcome: 'answered', status: pdu.command_status, answer: pdu })
    } else if (pdu.command === 'deliver_sm' || pdu.command === 'data_sm') {
      void options.onDelivery(pdu).then((status) => answer(pdu, status === 0 ? {} : { command_status: status }))
    } else if (pdu.command === 'enquire_link') answer(pdu)
    else if (pdu.command === 'unbind') {
      answer(pdu)
      end('the centre has unbound us')
    } else if (pdu.command === 'alert_notification' || pdu.command === 'outbind') return
    else answer(pdu, { command_status: 3 })
  }

  function enquireLater(): void {
    enquiry = setTimeout(async () => {
      const asked = await ask('enquire_link')
      if (asked.outcome !== 'answered') end(`the centre does not answer enquire_link: ${asked.detail}`)
      else if (endedBy === null) enquireLater()
    }, settings.enquireLinkSeconds * 1000)
  }

  wire.on('pdu', hear)
  // A PDU that can't be read leaves the library deaf.
  wire.on('error', (error: Error) => end(`the connection broke: ${error.message}`))
  wire.on('close', () => end('the centre closed the connection'))
  const giveUp = (): void => end('given up')
  signal.addEventListener('abort', giveUp, { once: true })

  const bound = await ask(`bind_${mode}`, {
    system_id: settings.systemId,
    password: settings.password,
    system_type: settings.systemType,
    interface_version: version,
    address_range: settings.addressRange,
  })
  signal.removeEventListener('abort', giveUp)
  if (bound.outcome !== 'answered' || bound.status !== 0 || endedBy !== null) {
    const detail =
      bound.outcome !== 'answered' ? bound.detail : bound.status !== 0 ? statusInWords(bound.status) : (endedBy ?? '')
    end(detail)
    return { ok: false, status: bound.outcome === 'answered' ? bound.status : null, detail }
  }
  isBound = true
  enquireLater()
  return {
    ok: true,
    session: {
      ask,
      async unbind() {
        // Whoever stops is not told that it ended.
        isBound = false
        await ask('unbind')
        end('we have unbound')
      },
    },
  }
}

function openSocket(settings: SmppSettings, limitMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Error('given up'))
    const { host, port, tls } = settings
    const ca = tls?.ca === null || tls === null ? {} : { ca: readFileSync(tls.ca) }
    const socket =
      tls === null
        ? connectPlain({ host, port, noDelay: true })
        : connectTls({ host, port, servername: tls.serverName ?? host, ...ca })
    const fail = (error: Error): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      reject(error)
    }
    const giveUp = (): void => fail(new Error('given up'))
    signal.addEventListener('abort', giveUp, { once: true })
    const timer = setTimeout(() => fail(new Error(`no connection within ${limitMs / 1000} s`)), limitMs)
    socket.once('error', fail)
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}
