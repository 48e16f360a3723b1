import { encodings, type Pdu } from './smpp-library.ts'

/** A message that came in, or a part of one. */
export type Delivery = {
  readonly from: string
  readonly to: string
  readonly dataCoding: number
  /** The octets of the text, without any header. */
  readonly bytes: Buffer
  /** null: it is whole. */
  readonly part: { readonly reference: number; readonly count: number; readonly number: number } | null
}

const udhIndicator = 0x40

/** Reads `deliver_sm` and `data_sm`, with parts tied together by a header or by parameters (`sar_…`). null: it is damaged. */
export function readDelivery(pdu: Pdu): Delivery | null {
  const { short_message: short, message_payload: payload, source_addr: from, destination_addr: to } = pdu
  const raw = Buffer.isBuffer(short) && short.length > 0 ? short : payload
  const whole = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0)
  if (typeof from !== 'string' || from === '') return null
  const common = { from, to: typeof to === 'string' ? to : '', dataCoding: Number(pdu.data_coding ?? 0) }
  if ((Number(pdu.esm_class ?? 0) & udhIndicator) === 0) {
    const part = partOf(pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum)
    return { ...common, bytes: whole, part }
  }
  const end = (whole[0] ?? 0) + 1
  if (end > whole.length) return null
  return { ...common, bytes: whole.subarray(end), part: readHeader(whole.subarray(1, end)) }
}

/** The element of a header that ties parts together: 0 with a reference of one octet, 8 with one of two. */
function readHeader(header: Buffer): Delivery['part'] {
  for (let at = 0; at + 1 < header.length; at += 2 + (header[at + 1] ?? 0)) {
    const [kind, length] = [header[at], header[at + 1]]
    const value = header.subarray(at + 2, at + 2 + (length ?? 0))
    if (kind === 0 && value.length === 3) return partOf(value[0], value[1], value[2])
    if (kind === 8 && value.length === 4) return partOf(value.readUInt16BE(0), value[2], value[3])
  }
  return null
}

function partOf(reference: unknown, count: unknown, number: unknown): Delivery['part'] {
  const [ref, many, which] = [Number(reference), Number(count), Number(number)]
  return Number.isInteger(ref) && many > 1 && which >= 1 && which <= many
    ? { reference: ref, count: many, number: which }
    : null
}

/** The text of octets: UCS-2, Latin 1, or the telephone's own alphabet. */
export function decodeText(bytes: Buffer, dataCoding: number): string {
  // 0x08 to 0x0b within the general group of 3GPP TS 23.038 are UCS-2 with a class.
  const isUcs2 = dataCoding === 8 || (dataCoding & 0xec) === 0x08
  if (isUcs2)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  if (dataCoding === 3) return bytes.toString('latin1')
  if (dataCoding === 1) return bytes.toString('ascii')
  return encodings.ASCII.decode(bytes)
}
