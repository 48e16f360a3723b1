import type { Instant } from '../../domain/instant.ts'
import type { MessageKind } from '../../domain/messaging/message-kind.ts'
import type { SendOutcome } from '../../domain/messaging/send-outcome.ts'

/** One message as a transport gets it. */
export type OutgoingSms = {
  /** Ours, the same at each try: with it the receiving side can drop a double. */
  readonly id: string
  /** National number as normalised. */
  readonly to: string
  readonly text: string
  /** For gateways that fill approved templates themselves. */
  readonly kind: MessageKind
  readonly language: string
  readonly variables: Readonly<Record<string, string>>
  /** When it would say what is no longer so: a network that can must not deliver it afterwards. */
  readonly expiresAt: Instant
}

export type TransportOutcome =
  | { readonly ok: true; readonly reference: string | null; readonly isDelivered: boolean }
  | Extract<SendOutcome, { ok: false }>

/** A message that came in. */
export type IncomingSms = {
  /** The transport's own id: the same message may be told twice. */
  readonly transportId: string
  readonly from: string
  readonly text: string
}

/** What the network says later of a message that was sent, by the transport's name for it or by ours. */
export type SmsReceipt = {
  readonly reference: string | null
  readonly id: string | null
  readonly isDelivered: boolean
  readonly detail: string | null
}

/** What a gateway sends us: the signed bytes, not yet believed. */
export type SmsPosting = { readonly timestamp: string; readonly signature: string; readonly body: Uint8Array }

/**
 * The door a gateway knocks at with messages and receipts. `unsigned`: the signature is not the gateway's; `stale`: it is
 * from another time; `malformed`: signed, but not what was agreed. `unknown`: receipts of messages that are not ours.
 */
export type SmsWebhook = (
  posting: SmsPosting,
) => Promise<
  | { readonly ok: true; readonly messages: number; readonly receipts: number; readonly unknown: number }
  | { readonly ok: false; readonly reason: 'unsigned' | 'stale' | 'malformed'; readonly detail: string }
>

/** A way for messages. Real ones: `adapters/sms`; fake: `test/fakes`. */
export interface SmsTransport {
  readonly name: string
  readonly capabilities: {
    /** Tells whether a message arrived. Without it, `sent` is all that is ever known. */
    readonly receipts: boolean
    readonly replies: boolean
    /** Longest message, in parts; null: no limit. */
    readonly parts: number | null
  }
  /** Hands one message over. Resolves within 15 s and never rejects. */
  send(message: OutgoingSms): Promise<TransportOutcome>
  /** The listener resolves when the message is stored durably; where it rejects, the transport keeps the message and tells it again. */
  onInbound(listener: (message: IncomingSms) => Promise<void>): void
  /** The listener tells whether the message is known; a receipt that comes too early may be told again. */
  onReceipt(listener: (receipt: SmsReceipt) => Promise<boolean>): void
}
