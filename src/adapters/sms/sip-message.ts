/**
 * Messages as SIP MESSAGE through our Asterisk: the way that needs no gateway. Asterisk's 202 says that the message was
 * handed to its SIP stack and nothing more: peers that answer 200, 503 or not at all look alike. So this transport never
 * says "delivered"; what can be known beforehand, that the trunk is not there, is asked before each message.
 */
import type { Log } from '../../application/ports/log.ts'
import type { IncomingSms, OutgoingSms, SmsTransport, TransportOutcome } from '../../application/ports/sms-transport.ts'
import type { AriAnswer, AriLine } from './ari-line.ts'
import { createKeptMessages } from './kept-messages.ts'
import { readTextEvent } from './read-sip-message.ts'

/** A PJSIP endpoint that takes messages to telephone numbers. */
export type SipRoute = {
  readonly endpoint: string
  /** `sip:host:port`, with `;transport=tcp` where that is so. */
  readonly contact: string
  /** Who the message is from: `sip:12345@host`. */
  readonly from: string
}

export type SipMessageTransport = SmsTransport & {
  /** Fetches what Asterisk kept; also done each time the connection comes up, and after each message that came. */
  fetchKept(): Promise<void>
  /** From now on nothing is taken; Asterisk keeps what comes in. */
  close(): void
}

/** Time the dialplan has to write a message down, after its event, before what is kept is fetched. */
const settleMs = 1000

export function createSipMessage(options: {
  readonly line: AriLine
  /**
   * Stasis application that is told of messages that come in, and of nothing else. Not that of the calls: whoever
   * subscribes to a trunk for its messages gets every event of its channels too, and a key would count twice.
   */
  readonly app: string
  /** In the order in which they are tried. */
  readonly routes: readonly SipRoute[]
  /** Registered telephones: a message to such a number goes straight to it. */
  readonly phones: ReadonlySet<string>
  readonly log: Log
  readonly delay: (ms: number) => Promise<void>
  readonly newMark: () => string
}): SipMessageTransport {
  const { line, routes, log } = options
  const listeners: ((message: IncomingSms) => Promise<void>)[] = []
  const take = async (message: IncomingSms): Promise<void> => {
    if (isClosed || listeners.length === 0) throw new Error('nobody takes messages now')
    for (const listener of listeners) await listener(message)
  }
  const kept = createKeptMessages({ line, log, delay: options.delay, newMark: options.newMark, take })
  let isClosed = false
  const fetchKept = async (): Promise<void> => {
    if (isClosed) return
    await kept.fetch().catch((error) => {
      if (isClosed) return
      log.error({ err: error }, 'messages that Asterisk kept could not be stored yet; trying again')
      fetchSoon()
    })
  }

  let isFetchDue = false
  function fetchSoon(): void {
    if (isFetchDue) return
    isFetchDue = true
    void options.delay(settleMs).then(() => {
      isFetchDue = false
      return fetchKept()
    })
  }

  line.onEvent((event) => {
    if (event.type !== 'TextMessageReceived' || isClosed) return
    const message = readTextEvent(event)
    if (message === null) return log.warn({}, 'a message came in that is not understood; it is dropped')
    take(message).catch((error) => log.error({ err: error }, 'a message could not be stored; Asterisk keeps it'))
    fetchSoon()
  })
  line.onUp(() => {
    void subscribe()
      .then(fetchKept)
      .catch((error) => log.error({ err: error }, 'messages that come in are not told'))
  })

  async function subscribe(): Promise<void> {
    const allowed = [{ type: 'TextMessageReceived' }]
    const filtered = await line.request('PUT', `/applications/${options.app}/eventFilter`, undefined, { allowed })
    if (filtered.outcome !== 'answered' || filtered.status >= 300) {
      return log.error({ detail: whyNot(filtered) }, 'messages that come in are not told at once')
    }
    for (const { endpoint } of routes) {
      const eventSource = `endpoint:PJSIP/${endpoint}`
      const answer = await line.request('POST', `/applications/${options.app}/subscription`, { eventSource })
      if (answer.outcome !== 'answered' || answer.status >= 300) {
        log.error({ endpoint, detail: whyNot(answer) }, 'messages from this trunk are not told at once')
      }
    }
  }

  async function state(endpoint: string): Promise<string> {
    const answer = await line.request('GET', `/endpoints/PJSIP/${encodeURIComponent(endpoint)}`)
    if (answer.outcome !== 'answered') return answer.detail
    const body = answer.body as { state?: unknown } | null
    return typeof body?.state === 'string' ? body.state : `HTTP ${answer.status}`
  }

  async function sendBy(route: SipRoute, message: OutgoingSms): Promise<TransportOutcome> {
    const now = await state(route.endpoint)
    if (now !== 'online' && now !== 'unknown') return unreachable(`${route.endpoint} is ${now}`)
    const answer = await line.request(
      'PUT',
      '/endpoints/sendMessage',
      {
        to: `pjsip:${route.endpoint}${route.contact === '' ? '' : `/${withUser(route.contact, message.to)}`}`,
        from: route.from,
        body: message.text,
      },
      // The receiving side can tell by it that a message came twice.
      { variables: { 'X-SMS-Id': message.id } },
    )
    if (answer.outcome === 'answered' && answer.status < 300) return { ok: true, reference: null, isDelivered: false }
    return unreachable(`${route.endpoint}: ${whyNot(answer)}`)
  }

  return {
    name: 'sip',
    capabilities: { receipts: false, replies: true, parts: null },
    async send(message) {
      if (!/^\d{2,20}$/.test(message.to)) {
        return { ok: false, reason: 'noSuchNumber', isFinal: true, detail: 'this is no telephone number' }
      }
      const from = routes[0]?.from ?? ''
      const ways = options.phones.has(message.to) ? [{ endpoint: message.to, contact: '', from }] : routes
      const details: string[] = []
      for (const way of ways) {
        const outcome = await sendBy(way, message)
        if (outcome.ok) return outcome
        details.push(outcome.detail)
      }
      return unreachable(details.join('; ') || 'there is no trunk')
    },
    onInbound: (listener) => void listeners.push(listener),
    onReceipt() {},
    fetchKept,
    close() {
      isClosed = true
    },
  }
}

const unreachable = (detail: string): Extract<TransportOutcome, { ok: false }> => ({
  ok: false,
  reason: 'unreachable',
  isFinal: false,
  detail,
})

const withUser = (contact: string, user: string): string => contact.replace(/^(sips?:)/, `$1${user}@`)

function whyNot(answer: AriAnswer): string {
  if (answer.outcome !== 'answered') return answer.detail
  const message = (answer.body as { message?: unknown } | null)?.message
  return typeof message === 'string' ? message : `HTTP ${answer.status}`
}
