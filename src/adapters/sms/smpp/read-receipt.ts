import type { Pdu } from './smpp-library.ts'
import type { SmppSettings } from './smpp-schema.ts'

export type SmppReceipt = {
  /** As the answer to the message called it, in the spelling of {@link spellId}. */
  readonly id: string
  /** `onItsWay`: nothing is settled by it. */
  readonly state: 'delivered' | 'failed' | 'onItsWay'
  /** `UNDELIV err:001`: what the network says, without number or text. */
  readonly detail: string
}

/** esm_class: what kind of message it is. 1: a receipt of the centre's; 8: one in between. */
const kindMask = 0x3c
const receiptKinds = [0x04, 0x20]

/** message_state (SMPP 3.4, 5.2.28). */
const states = ['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD']
const failed = ['EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD']

export const isReceipt = (pdu: Pdu): boolean =>
  receiptKinds.includes(Number(pdu.esm_class ?? 0) & kindMask) || typeof pdu.receipted_message_id === 'string'

/**
 * Reads a receipt: by its parameters, and where they are missing by its text (`id:… stat:DELIVRD err:000`, appendix B), which
 * is only a custom of most centres. null: it says of no message.
 */
export function readReceipt(pdu: Pdu, { receiptIds }: Pick<SmppSettings, 'receiptIds'>): SmppReceipt | null {
  const bytes = pdu.short_message ?? pdu.message_payload
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : ''
  const field = (name: string): string | null => new RegExp(`\\b${name}:\\s*(\\S+)`, 'i').exec(text)?.[1] ?? null
  const id = (typeof pdu.receipted_message_id === 'string' ? pdu.receipted_message_id : null) ?? field('id')
  const stated = field('stat')?.toUpperCase() ?? states[Number(pdu.message_state)] ?? ''
  if (id === null || id === '' || !/^[A-Z]{1,8}$/.test(stated)) return null
  const error = field('err')
  const detail = error !== null && /^[0-9A-Za-z]{1,8}$/.test(error) ? `${stated} err:${error}` : stated
  const state = stated === 'DELIVRD' ? 'delivered' : failed.includes(stated) ? 'failed' : 'onItsWay'
  return { id: spellId(id, receiptIds, 'receipt'), state, detail }
}

/** One spelling for the id of a message, whether it stands in the answer to it or in its receipt. */
export function spellId(id: string, receiptIds: SmppSettings['receiptIds'], where: 'answer' | 'receipt'): string {
  if (receiptIds === 'same') return id
  const isHex = (receiptIds === 'hexThenDecimal') === (where === 'answer')
  if (isHex) return /^[0-9a-f]+$/i.test(id) ? BigInt(`0x${id}`).toString() : id
  return /^\d+$/.test(id) ? BigInt(id).toString() : id
}
