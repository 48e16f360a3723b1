/** A text, and how it was encoded. */
export type DecodedText = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' }

/**
 * The text of a file from whichever spreadsheet: UTF-8 with or without a mark, UTF-16 with one (Excel's "Unicode text"), else
 * GBK, as Excel writes CSV on a Chinese Windows (read as GB18030, which holds it). null: it is none of these.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be')
  if (bytes.includes(0)) return null
  const utf8 = decoded(bytes, 'utf-8')
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (utf8 !== null && (isMarked || !looksLikeGbk(utf8.text))) return utf8
  return decoded(bytes, 'gb18030') ?? utf8
}

/**
 * Two bytes of GBK can be a letter of UTF-8 by chance (陆, 隆). Whoever writes Chinese has no text of nothing but Latin, Greek,
 * Hebrew and Arabic letters.
 */
const looksLikeGbk = (text: string): boolean => {
  const beyondAscii = text.match(/[^\p{ASCII}]/gu) ?? []
  return beyondAscii.length > 0 && beyondAscii.every((letter) => letter <= '\u07ff' && !/[À-ÿ]/.test(letter))
}

function decoded(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return null
  }
}
