/**
 * Messages by SMPP 3.4, straight to an operator's message centre. Promise: `sent` is what the centre has answered for,
 * `delivered` what its receipts say of every part; what was on its way when a bind broke is unknown, never assumed either way.
 */
import type { Log } from '../../../application/ports/log.ts'
import type {
  IncomingSms,
  OutgoingSms,
  SmsReceipt,
  SmsTransport,
  TransportOutcome,
} from '../../../application/ports/sms-transport.ts'
import { createAwaitedParts } from './awaited-parts.ts'
import { mostParts } from './encode-text.ts'
import { createPartJoiner } from './join-parts.ts'
import { type Bind, keepBound } from './keep-bound.ts'
import { readDelivery } from './read-delivery.ts'
import { isReceipt, readReceipt, spellId } from './read-receipt.ts'
import type { Pdu } from './smpp-library.ts'
import type { SmppSettings } from './smpp-schema.ts'
import { type SubmitFields, submitFields } from './submit-fields.ts'
import { outcomeOfStatus } from './submit-outcome.ts'

/** A message is answered for within 15 s: its time limit at the centre, and before that what is left for waiting in line. */
const longestSendMs = 14_500
/** A centre that has too much is left alone for so long, by the bind that it told so. */
const restMs = 1000
/** A receipt may overtake the answer to its message: told again after these. */
const againMs = [200, 800, 2000]
/** To the centre: keep it, and tell it again. */
const later = 0x64

/** How a transport's connections are, for whoever watches. */
export type SmppState = {
  /** Connections that are bound, of so many. */
  readonly bound: number
  readonly binds: number
  /** Messages on their way, of so many that may be. */
  readonly inside: number
  readonly window: number
  /** Messages that wait for room. */
  readonly waiting: number
  /** Requests that never had an answer, since the start. */
  readonly unanswered: number
}

export type SmppTransport = SmsTransport & {
  /** Begins to bind; to be called when the listeners are there. */
  open(): void
  /** From now on nothing is taken in: the centre keeps it. */
  close(): void
  /** Unbinds, and resolves when all connections are closed. */
  unbind(): Promise<void>
  state(): SmppState
}

export function createSmppTransport(options: {
  readonly settings: SmppSettings
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds before try 0, 1, 2 … of a bind. */
  readonly retryDelay: (attempt: number) => number
}): SmppTransport {
  const { settings, log, now } = options
  const inbound: ((message: IncomingSms) => Promise<void>)[] = []
  const receipts: ((receipt: SmsReceipt) => Promise<boolean>)[] = []
  const awaited = createAwaitedParts()
  const joiner = createPartJoiner({
    now,
    async store(message) {
      if (isClosed || inbound.length === 0) throw new Error('nobody takes messages now')
      for (const listener of inbound) await listener(message)
    },
    onError(error) {
      if (!isClosed)
        log.error({ err: error, transport: settings.name }, 'a message could not be stored; the centre keeps it')
    },
  })
  const modes = settings.bind === 'pair' ? (['transmitter', 'receiver'] as const) : (['transceiver'] as const)
  let isClosed = false
  let unanswered = 0
  let reference = 0
  const binds: readonly Bind[] = Array.from({ length: settings.binds }, (_, at) =>
    modes.map((mode) =>
      keepBound({
        ...options,
        mode,
        number: at + 1,
        onDelivery,
        onUnanswered() {
          unanswered += 1
        },
      }),
    ),
  ).flat()
  const senders = binds.filter(({ mode }) => mode !== 'receiver')

  async function onDelivery(pdu: Pdu): Promise<number> {
    if (isReceipt(pdu)) return hearReceipt(pdu)
    const delivery = readDelivery(pdu)
    if (delivery === null) {
      log.error({ transport: settings.name }, 'a message came in that can not be read; it is dropped')
      return 0
    }
    return (await joiner.take(delivery)) ? 0 : later
  }

  async function hearReceipt(pdu: Pdu): Promise<number> {
    const receipt = readReceipt(pdu, settings)
    if (receipt === null) {
      log.warn({ transport: settings.name }, 'a receipt came that can not be read; it is dropped')
      return 0
    }
    const { id, state, detail } = receipt
    if (state === 'onItsWay') return 0
    const told = { transport: settings.name, reference: id, detail }
    for (const waitMs of [0, ...againMs]) {
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref())
      if (isClosed) return later
      if (awaited.has(id)) {
        const whole = awaited.settle(receipt)
        if (whole === null) return 0
        return (await tell({ reference: null, id: whole.message, isDelivered: whole.isDelivered, detail })) ? 0 : later
      }
      const isKnown = await tell({ reference: id, id: null, isDelivered: state === 'delivered', detail })
      if (isKnown === null) return later
      if (isKnown) return 0
    }
    log.warn(told, 'a receipt came for no message of ours; it is dropped')
    return 0
  }

  /** @returns whether the message is known; null: it could not be written down. */
  async function tell(receipt: SmsReceipt): Promise<boolean | null> {
    try {
      const known = await Promise.all(receipts.map((listener) => listener(receipt)))
      return known.includes(true)
    } catch (error) {
      log.error({ err: error, transport: settings.name }, 'a receipt could not be stored; the centre keeps it')
      return null
    }
  }

  /** The bind with the shortest line. */
  function freest(): Bind | null {
    const line = ({ window }: Bind): number => window.inside + window.waiting
    const [first] = senders.filter((bind) => bind.isBound()).sort((one, other) => line(one) - line(other))
    return first ?? null
  }

  type Submitted = { readonly ok: true; readonly id: string | null } | Extract<TransportOutcome, { ok: false }>

  async function submit(bind: Bind, fields: SubmitFields): Promise<Submitted> {
    const leave = await bind.window.enter(longestSendMs - settings.timeoutSeconds * 1000)
    if (leave === null) {
      if (!bind.isBound()) return unreachable(notBound())
      const detail = `all ${settings.window} places of the window are taken`
      return { ok: false, reason: 'throttled', isFinal: false, detail }
    }
    const asked = await bind.ask('submit_sm', fields)
    leave()
    if (asked.outcome !== 'answered') {
      return unreachable(
        asked.outcome === 'notSent' ? asked.detail : `${asked.detail}: whether it was taken is unknown`,
      )
    }
    if (asked.status !== 0) {
      const outcome = outcomeOfStatus(asked.status, settings)
      if (outcome.reason === 'throttled') bind.window.rest(restMs)
      return outcome
    }
    const id = asked.answer.message_id
    return { ok: true, id: typeof id === 'string' && id !== '' ? spellId(id, settings.receiptIds, 'answer') : null }
  }

  const notBound = (): string =>
    `no bind: ${[...new Set(senders.map((bind) => bind.reason()).filter((why) => why !== null))].join('; ') || 'still binding'}`

  async function send(message: OutgoingSms): Promise<TransportOutcome> {
    if (!/^\d{2,20}$/.test(message.to)) {
      return { ok: false, reason: 'noSuchNumber', isFinal: true, detail: 'this is no telephone number' }
    }
    reference = (reference + 1) & 0xff
    const parts = submitFields(settings, message, { reference, now: now() })
    if (parts.length > mostParts) {
      return { ok: false, reason: 'rejected', isFinal: true, detail: `${parts.length} parts are too many` }
    }
    const bind = freest()
    if (bind === null) return unreachable(notBound())
    const submitted = await Promise.all(parts.map((fields) => submit(bind, fields)))
    const refused = submitted.find((each) => !each.ok)
    if (refused !== undefined && !refused.ok) {
      return parts.length === 1 ? refused : { ...refused, detail: `${refused.detail} (a part of ${parts.length})` }
    }
    const ids = submitted.flatMap((each) => (each.ok && each.id !== null ? [each.id] : []))
    if (ids.length > 1) awaited.expect(message.id, ids)
    return { ok: true, reference: ids.length === 0 ? null : ids.join(' '), isDelivered: false }
  }

  return {
    name: settings.name,
    capabilities: {
      receipts: settings.receipts,
      replies: true,
      parts: settings.longMessages === 'parts' ? mostParts : null,
    },
    send,
    onInbound: (listener) => void inbound.push(listener),
    onReceipt: (listener) => void receipts.push(listener),
    open() {
      for (const bind of binds) bind.start()
    },
    close() {
      isClosed = true
    },
    async unbind() {
      isClosed = true
      joiner.stop()
      await Promise.all(binds.map((bind) => bind.stop()))
    },
    state: () => ({
      bound: binds.filter((bind) => bind.isBound()).length,
      binds: binds.length,
      inside: senders.reduce((sum, { window }) => sum + window.inside, 0),
      window: senders.length * settings.window,
      waiting: senders.reduce((sum, { window }) => sum + window.waiting, 0),
      unanswered,
    }),
  }
}

const unreachable = (detail: string): Extract<TransportOutcome, { ok: false }> => ({
  ok: false,
  reason: 'unreachable',
  isFinal: false,
  detail,
})
