import type { OutgoingSms } from '../../../application/ports/sms-transport.ts'
import { encodeText } from './encode-text.ts'
import type { SmppSettings } from './smpp-schema.ts'

/** A short message without a header. */
const longestShortMessage = 254
const udhIndicator = 0x40
/** A receipt is asked for, whether it arrives or not. */
const finalReceipt = 1

/** The fields of `submit_sm`, one set for each part. */
export type SubmitFields = Readonly<Record<string, unknown>>

/**
 * What is submitted for one message.
 * @param facts.reference ties the parts together, 0 to 255; another one for each message to a number.
 * @param facts.now milliseconds since 1970; the time the centre may try is counted from it.
 */
export function submitFields(
  settings: SmppSettings,
  message: OutgoingSms,
  facts: { readonly reference: number; readonly now: number },
): readonly SubmitFields[] {
  const { source, destination, signature } = settings
  const text = signature === null ? message.text : `【${signature}】${message.text}`
  const isPayload = settings.longMessages === 'payload'
  const { dataCoding, parts } = encodeText(text, settings.encoding, isPayload ? 'whole' : 'parts')
  const common = {
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.address,
    dest_addr_ton: destination.ton ?? (destination.format === 'national' ? 2 : 1),
    dest_addr_npi: destination.npi,
    destination_addr: addressOf(message.to, destination),
    validity_period: validityOf(settings.validity, message.expiresAt, facts.now),
    registered_delivery: settings.receipts ? finalReceipt : 0,
    data_coding: dataCoding,
  }
  if (parts.length === 1) {
    const [bytes = Buffer.alloc(0)] = parts
    return [
      bytes.length > longestShortMessage || (isPayload && bytes.length > 140)
        ? { ...common, message_payload: bytes }
        : { ...common, short_message: bytes },
    ]
  }
  return parts.map((bytes, at) => ({
    ...common,
    esm_class: udhIndicator,
    short_message: Buffer.concat([Buffer.from([5, 0, 3, facts.reference & 0xff, parts.length, at + 1]), bytes]),
  }))
}

/** A national number as the centre wants it; a foreign one (00…) stays without its zeros. */
function addressOf(number: string, { format, countryCode }: SmppSettings['destination']): string {
  if (format === 'national') return number
  // 010… is an area code, whose 0 is dropped abroad; 00… is a country's.
  const international = number.startsWith('00') ? number.slice(2) : countryCode + number.replace(/^0/, '')
  return format === 'plus' ? `+${international}` : international
}

const [minute, hour, day] = [60, 3600, 86_400]
/** A relative time holds no more days than a month has. */
const longestSeconds = 30 * day

function validityOf(how: SmppSettings['validity'], expiresAt: number, now: number): string {
  if (how === 'none') return ''
  if (how === 'absolute') {
    const [date = '', time = ''] = new Date(Math.max(expiresAt, now + minute * 1000)).toISOString().split('T')
    return `${date.slice(2).replaceAll('-', '')}${time.slice(0, 8).replaceAll(':', '')}000+`
  }
  // At least a minute: a centre takes less for none at all.
  const seconds = Math.min(longestSeconds, Math.max(minute, Math.round((expiresAt - now) / 1000)))
  const figures = [
    Math.floor(seconds / day),
    Math.floor((seconds % day) / hour),
    Math.floor((seconds % hour) / minute),
    seconds % minute,
  ]
  return `0000${figures.map((figure) => String(figure).padStart(2, '0')).join('')}000R`
}
