import { encodings } from './smpp-library.ts'

export const gsm7 = 0
export const ucs2 = 8

/** Octets of one message over the radio; a header of six of them ties several parts together. */
const octets = { [gsm7]: { whole: 160, part: 153 }, [ucs2]: { whole: 140, part: 134 } } as const
/** The most parts that a header can number. */
export const mostParts = 255

/** Characters of the telephone's own alphabet (3GPP TS 23.038); those of its second table take two octets. */
const alphabet = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/u

export type EncodedText = {
  readonly dataCoding: number
  /** The text's octets, in one part or several. */
  readonly parts: readonly Buffer[]
}

/**
 * A text as octets, cut where a message ends. No character is cut in two: neither a pair of surrogates (an emoji), nor a
 * character of the second table and the escape before it.
 * @param limit `whole`: not cut at all.
 */
export function encodeText(text: string, encoding: 'auto' | 'ucs2', limit: 'parts' | 'whole'): EncodedText {
  const dataCoding = encoding === 'auto' && alphabet.test(text) ? gsm7 : ucs2
  const encode = dataCoding === gsm7 ? (each: string) => encodings.ASCII.encode(each) : utf16be
  const bytes = encode(text)
  const most = octets[dataCoding]
  if (limit === 'whole' || bytes.length <= most.whole) return { dataCoding, parts: [bytes] }
  const parts: Buffer[] = []
  let part: Buffer[] = []
  let size = 0
  for (const character of text) {
    const encoded = encode(character)
    if (size + encoded.length > most.part) {
      parts.push(Buffer.concat(part))
      part = []
      size = 0
    }
    part.push(encoded)
    size += encoded.length
  }
  return { dataCoding, parts: [...parts, Buffer.concat(part)] }
}

export const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
