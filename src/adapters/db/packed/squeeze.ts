import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { byteReader, pushNumber } from './byte-reader.ts'
import { dictionaries } from './dictionaries.ts'
import { pushIds, readIds } from './id-list.ts'

/** Two texts: one that is often asked for alone, and the rest. */
export type Squeezed = readonly [first: string, rest: string]

/**
 * Texts of a case in few bytes, and back, whatever is in them. What no compression can guess is taken out first: ids and
 * instants, each once and in order; the texts then refer to them by their place. What is left is much the same from case to
 * case, and a dictionary of such texts makes it short; the second text has the first one for a dictionary as well.
 * @param own a word that stands beside these bytes anyway, the case's number.
 */
export function squeeze(texts: Squeezed, own: string, version = newest): Buffer {
  const { marked, ids, instants } = takeOut(texts, own)
  return assemble(ids, instants, deflate(marked, version), version)
}

/** What `squeeze` puts together: ids and instants in order, each once, and the texts that refer to them. */
export function assemble(
  ids: readonly string[],
  instants: readonly number[],
  deflated: readonly [Uint8Array, Uint8Array],
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
  pushNumber(head, deflated[0].length)
  return Buffer.concat([Buffer.from(head), ...deflated])
}

export const deflate = ([first, rest]: Squeezed, version = newest): readonly [Buffer, Buffer] => [
  deflateRawSync(first, { dictionary: dictionaryOf(version), level: 9, memLevel: 9 }),
  deflateRawSync(rest, { dictionary: behind(version, Buffer.from(first)), level: 9, memLevel: 9 }),
]

/** Takes ids, instants and the own word out of the texts. */
export function takeOut(texts: Squeezed, own: string) {
  const known = texts.map((text) => text.replaceAll(own, ownMark))
  const sorted = (what: RegExp): string[] =>
    [...new Set(known.flatMap((text) => text.match(what) ?? []))].sort().slice(0, mostPlaces)
  const [ids, instants] = [sorted(uuids), sorted(times)]
  const placeOfId = new Map(ids.map((id, place) => [id, place]))
  const placeOfTime = new Map(instants.map((time, place) => [time, place]))
  const [first = '', rest = ''] = known.map((text) =>
    text
      .replace(uuids, (id) => mark('\u0001', placeOfId.get(id)) ?? id)
      .replace(times, (time) => mark('\u0003', placeOfTime.get(time)) ?? time),
  )
  return { marked: [first, rest] as Squeezed, ids, instants: instants.map(Number) }
}

/** The way back, each text when it is asked for. @throws where these bytes are none of `squeeze`. */
export function expand(bytes: Uint8Array, own: string): { first(): string; rest(): string } {
  const reader = byteReader(bytes)
  const version = reader.number()
  const ids = readIds(reader)
  const instants: string[] = []
  let before = 0
  for (let left = reader.number(); left > 0; left -= 1) {
    before += reader.number()
    instants.push(String(before))
  }
  const first = inflateRawSync(reader.take(reader.number()), { dictionary: dictionaryOf(version) })
  const rest = reader.rest()
  const known = (marked: Buffer): string =>
    marked
      .toString('utf8')
      .replace(marks, (found) => {
        const isId = found.startsWith('\u0001') || found.startsWith('\u0002')
        const meant = (isId ? ids : instants)[placeOf(found.slice(1))]
        if (meant === undefined) throw new Error('a packed case refers to nothing')
        return meant
      })
      .replaceAll(ownMark, own)
  return {
    first: () => known(first),
    rest: () => known(inflateRawSync(rest, { dictionary: behind(version, first) })),
  }
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

/** Version 0: an empty one. */
function dictionaryOf(version: number): Buffer {
  if (version === 0) return Buffer.alloc(0)
  const dictionary = dictionaries[version - 1]
  if (dictionary === undefined) throw new Error(`There is no dictionary ${version}: this was packed by a newer program`)
  return dictionary
}

/** As far back as deflate can see; the longer the text before, the less is seen of the dictionary. */
const reach = 32_000
const behind = (version: number, first: Buffer): Buffer =>
  Buffer.concat([first.subarray(-8000), dictionaryOf(version)]).subarray(-reach)

const newest = dictionaries.length
