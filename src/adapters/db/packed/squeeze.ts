import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { byteReader, pushNumber } from './byte-reader.ts'
import { dictionaries } from './dictionaries.ts'
import { pushIds, readIds } from './id-list.ts'

/**
 * Text of a case in few bytes, and back, whatever is in it. What no compression can guess is taken out first: ids and
 * instants, each once and in order; the text then refers to them by their place. What is left is much the same from case to
 * case, and a dictionary of such texts makes it short.
 * @param own a word that stands beside these bytes anyway, the case's number.
 */
export function squeeze(text: string, own: string, version = newest): Buffer {
  const { marked, ids, instants } = takeOut(text, own)
  return assemble(ids, instants, deflate(marked, version), version)
}

/** What `squeeze` puts together: ids and instants in order, each once, and the text that refers to them. */
export function assemble(
  ids: readonly string[],
  instants: readonly number[],
  deflated: Uint8Array,
  version = newest,
): Buffer {
  const head: number[] = [version]
  pushIds(head, ids)
  pushNumber(head, instants.length)
  let before = 0
  for (const time of instants) {
    pushNumber(head, time - before)
    before = time
  }
  return Buffer.concat([Buffer.from(head), deflated])
}

export const deflate = (marked: string, version = newest): Buffer =>
  deflateRawSync(marked, { ...dictionaryOf(version), level: 9, memLevel: 9 })

/** Takes ids, instants and the own word out of a text. */
export function takeOut(text: string, own: string) {
  const known = text.replaceAll(own, ownMark)
  const ids = [...new Set(known.match(uuids) ?? [])].sort().slice(0, mostPlaces)
  const instants = [...new Set(known.match(times) ?? [])].sort().slice(0, mostPlaces)
  const placeOfId = new Map(ids.map((id, place) => [id, place]))
  const placeOfTime = new Map(instants.map((time, place) => [time, place]))
  const marked = known
    .replace(uuids, (id) => mark('\u0001', placeOfId.get(id)) ?? id)
    .replace(times, (time) => mark('\u0003', placeOfTime.get(time)) ?? time)
  return { marked, ids, instants: instants.map(Number) }
}

/** The way back. @throws where these bytes are none of `squeeze`. */
export function expand(bytes: Uint8Array, own: string): string {
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
  const known = marked.replace(marks, (found) => {
    const isId = found.startsWith('\u0001') || found.startsWith('\u0002')
    const meant = (isId ? ids : instants)[placeOf(found.slice(1))]
    if (meant === undefined) throw new Error('a packed case refers to nothing')
    return meant
  })
  return known.replaceAll(ownMark, own)
}

const ownMark = '\u0005'

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
