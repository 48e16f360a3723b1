import type { IncomingSms } from '../../application/ports/sms-transport.ts'

/** `"Name" <sip:13800000501@host>`, `sip:…`: the user part; null where there is none. Names may hold anything. */
export function sipUser(from: string): string | null {
  const address = /<([^<>]*)>\s*(?:;.*)?$/.exec(from)?.[1] ?? from
  const user = /^\s*(?:sips?|tel|pjsip):([^@;>\s]+)/i.exec(address)?.[1]
  if (user === undefined) return null
  try {
    return decodeURIComponent(user)
  } catch {
    return user
  }
}

/** Call-ID and CSeq: the sender's own repetition of a message has both alike. */
const transportId = (callId: string, sequence: string): string => `${callId} ${sequence.replace(/\D/g, '')}`

/** An event `TextMessageReceived`; null: it is none that can be understood. */
export function readTextEvent(event: { readonly [field: string]: unknown }): IncomingSms | null {
  const message = event.message as
    | { readonly from?: unknown; readonly body?: unknown; readonly variables?: Readonly<Record<string, unknown>> }
    | undefined
  const from = typeof message?.from === 'string' ? sipUser(message.from) : null
  const callId = message?.variables?.['Call-ID']
  const sequence = message?.variables?.CSeq
  if (from === null || typeof message?.body !== 'string') return null
  if (typeof callId !== 'string' || typeof sequence !== 'string') return null
  return { transportId: transportId(callId, sequence), from, text: message.body }
}

/** What the message context wrote (`extensions_sms.conf`): four fields in Base64. null: it is damaged. */
export function readKeptMessage(kept: string): IncomingSms | null {
  const fields = kept.split('|').map((field) => Buffer.from(field, 'base64').toString('utf8'))
  const [from, callId, sequence, text] = fields
  if (fields.length !== 4 || !from || !callId || !sequence || text === undefined) return null
  const user = sipUser(from)
  return user === null ? null : { transportId: transportId(callId, sequence), from: user, text }
}
