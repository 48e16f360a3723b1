import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type {
  IncomingSms,
  SmsReceipt,
  SmsTransport,
  SmsWebhook,
  TransportOutcome,
} from '../../application/ports/sms-transport.ts'
import { fillRequest } from './fill-request.ts'
import { readGatewayAnswer } from './read-gateway-answer.ts'
import type { HttpGatewaySettings } from './sms-schema.ts'

/** Clocks of gateways go wrong; what is older is somebody who plays back what he has heard. */
const staleSeconds = 300
/** No answer of a gateway is longer; what is longer is not read to its end. */
const longestAnswer = 64 * 1024

const postingSchema = z.object({
  messages: z
    .array(z.object({ id: z.string().min(1).max(200), from: z.string().min(1).max(50), text: z.string().max(5000) }))
    .max(500)
    .default([]),
  receipts: z
    .array(
      z.object({
        /** The gateway's own id of the message. */
        reference: z.string().max(200).nullable().default(null),
        /** Ours, where the gateway gives it back. */
        id: z.string().max(100).nullable().default(null),
        delivered: z.boolean(),
        detail: z.string().max(200).nullable().default(null),
      }),
    )
    .max(500)
    .default([]),
})

export type HttpGateway = SmsTransport & { readonly webhook: SmsWebhook | null }

/** A gateway that is asked by HTTP: whatever it wants to be told and how it answers is in its settings. */
export function createHttpGateway(options: {
  readonly settings: HttpGatewaySettings
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newNonce: () => string
}): HttpGateway {
  const { settings, now } = options
  const inbound: ((message: IncomingSms) => Promise<void>)[] = []
  const receipts: ((receipt: SmsReceipt) => Promise<boolean>)[] = []
  const { templates, webhook } = settings

  async function send(...[message]: Parameters<SmsTransport['send']>): Promise<TransportOutcome> {
    if (templates !== null && templates[message.kind] === undefined) {
      return { ok: false, reason: 'rejected', isFinal: true, detail: `no template for ${message.kind}` }
    }
    const facts = { timestamp: String(Math.floor(now() / 1000)), nonce: options.newNonce() }
    const { url, ...request } = fillRequest(settings, message, facts)
    try {
      const signal = AbortSignal.timeout(settings.timeoutSeconds * 1000)
      // A redirect would take the signed request, with a citizen's number in it, somewhere else.
      const response = await fetch(url, { ...request, signal, redirect: 'manual' })
      return readGatewayAnswer(settings, response.status, await readAtMost(response, longestAnswer))
    } catch (error) {
      return { ok: false, reason: 'unreachable', isFinal: false, detail: why(error, settings.timeoutSeconds) }
    }
  }

  const hear = (secret: string): SmsWebhook => {
    return async ({ timestamp, signature, body }) => {
      const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
      const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return { ok: false, reason: 'unsigned', detail: 'the signature does not fit' }
      }
      const age = /^\d{1,12}$/.test(timestamp) ? Math.abs(now() / 1000 - Number(timestamp)) : Number.POSITIVE_INFINITY
      if (age > staleSeconds)
        return { ok: false, reason: 'stale', detail: `the timestamp is not within ${staleSeconds} s` }
      const posting = postingSchema.safeParse(parsed(body))
      if (!posting.success) {
        const detail = posting.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
        return { ok: false, reason: 'malformed', detail: detail.join('; ') }
      }
      for (const { id, from, text } of posting.data.messages) {
        for (const listener of inbound) await listener({ transportId: id, from, text })
      }
      let unknown = 0
      for (const { reference, id, delivered, detail } of posting.data.receipts) {
        for (const listener of receipts) {
          if (!(await listener({ reference, id, isDelivered: delivered, detail }))) unknown += 1
        }
      }
      const { messages, receipts: told } = posting.data
      return { ok: true, messages: messages.length, receipts: told.length, unknown }
    }
  }

  return {
    name: settings.name,
    capabilities: { receipts: webhook?.receipts ?? false, replies: webhook !== null, parts: null },
    send,
    onInbound: (listener) => void inbound.push(listener),
    onReceipt: (listener) => void receipts.push(listener),
    webhook: webhook === null ? null : hear(webhook.secret),
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}

async function readAtMost(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8')
}

/** fetch hides what happened behind "fetch failed". */
function why(error: unknown, timeoutSeconds: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} s`
  const { cause } = error
  return cause instanceof Error
    ? `${(cause as NodeJS.ErrnoException).code ?? ''} ${cause.message}`.trim()
    : error.message
}
