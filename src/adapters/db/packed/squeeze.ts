import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { byteReader, pushNumber } from './byte-reader.ts'
import { dictionaries } from './dictionaries.ts'
import { pushIds, readIds } from './id-list.ts'

/**
 * Text of a case in few bytes, and back, whatever is in it. What no compression can guess is taken out first: ids and
 * instants, each once and in order; the text then refers to them by their place. What is left is much the same from case to
 * case, and a dictionary of such texts makes it short.
 */
export function squeeze(text: string, version = newest): Buffer {
  const ids = [...new Set(text.match(uuids) ?? [])].sort().slice(0, mostPlaces)
  const instants = [...new Set(text.match(times) ?? [])].sort().slice(0, mostPlaces)
  const placeOfId = new Map(ids.map((id, place) => [id, place]))
  const placeOfTime = new Map(instants.map((time, place) => [time, place]))
  const marked = text
    .replace(uuids, (id) => mark('\u0001', placeOfId.get(id)) ?? id)
    .replace(times, (time) => mark('\u0003', placeOfTime.get(time)) ?? time)
  const head: number[] = [version]
  pushIds(head, ids)
  pushNumber(head, instants.length)
  let before = 0
  for (const time of instants) {
    pushNumber(head, Number(time) - before)
    before = Number(time)
  }
  return Buffer.concat([Buffer.from(head), deflateRawSync(marked, { ...dictionaryOf(version), level: 9, memLevel: 9 })])
}

/** The way back. @throws where these bytes are none of `squeeze`. */
export function expand(bytes: Uint8Array): string {
  const reader = byteReader(bytes)
  const version = reader.number()
  const ids = readIds(reader)
  const instants: string[] = []
  let before = 0
  for (let left = reader.number(); left > 0; left -= 1) {
    before += reader.number()
    instants.push(String(before))
  }
  const marked = inflateRawSync(reader.rest(), dictionaryOf(version)).toString('utf8')
  return marked.replace(marks, (found) => {
    const isId = found.startsWith('\u0001') || found.startsWith('\u0002')
    const meant = (isId ? ids : instants)[placeOf(found.slice(1))]
    if (meant === undefined) throw new Error('a packed case refers to nothing')
    return meant
  })
}

/** What `squeeze` leaves for the dictionary to know; to make one of. */
export const markedText = (text: string): string => inflateRawSync(readText(squeeze(text, 0)), {}).toString('utf8')

function readText(bytes: Uint8Array): Uint8Array {
  const reader = byteReader(bytes)
  reader.number()
  readIds(reader)
  for (let left = reader.number(); left > 0; left -= 1) reader.number()
  return reader.rest()
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Milliseconds since 1970, from 2001 to 2286, as JSON writes them. */
const times = /(?<![0-9.-])[1-9][0-9]{12}(?![0-9.])/g
/** JSON has no control characters: each of these stands for something, with one or two letters that say where it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are for
const marks = /[\u0001\u0003][ -~]|[\u0002\u0004][ -~]{2}/g

const letters = 95
const mostPlaces = letters + letters * letters

function mark(kind: '\u0001' | '\u0003', place: number | undefined): string | null {
  if (place === undefined) return null
  if (place < letters) return kind + String.fromCharCode(32 + place)
  const rest = place - letters
  const far = kind === '\u0001' ? '\u0002' : '\u0004'
  return far + String.fromCharCode(32 + Math.floor(rest / letters), 32 + (rest % letters))
}

const placeOf = (text: string): number =>
  text.length === 1 ? text.charCodeAt(0) - 32 : letters + (text.charCodeAt(0) - 32) * letters + text.charCodeAt(1) - 32

/** Version 0: without a dictionary. */
const dictionaryOf = (version: number): { dictionary?: Buffer } => {
  if (version === 0) return {}
  const dictionary = dictionaries[version - 1]
  if (dictionary === undefined) throw new Error(`There is no dictionary ${version}: this was packed by a newer program`)
  return { dictionary }
}
const newest = dictionaries.length
