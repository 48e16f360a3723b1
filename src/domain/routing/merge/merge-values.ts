import { keysOf } from './entry-keys.ts'
import { mergeOrder } from './merge-order.ts'

/** A place of a document that somebody has changed; null: nothing stands there. */
export type PlaceChange = {
  /** As a person writes it, entries by their keys: `units[05].responders[0501].phones`. */
  readonly place: string
  /** `order`: what stands there was moved; the values are the keys of the list in their order. */
  readonly of: 'value' | 'order'
  readonly by: 'theirs' | 'yours' | 'both'
  /** Both have changed it, and not alike. */
  readonly collides: boolean
  readonly base: unknown
  readonly theirs: unknown
  readonly yours: unknown
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Merges two changes of one document. Where both have changed the same place differently, theirs stands in the result, and
 * the place is told: nothing of either is lost unseen.
 * @param note is told of every place that somebody has changed.
 * @returns undefined: nothing stands here any more.
 */
export function mergeValues(
  base: unknown,
  theirs: unknown,
  yours: unknown,
  place: string,
  note: (change: PlaceChange) => void,
): unknown {
  const changedByThem = !isSame(base, theirs)
  const changedByYou = !isSame(base, yours)
  // Most of a table: there is nothing to look for within it.
  if (!changedByThem && !changedByYou) return theirs
  if (isFields(base) && isFields(theirs) && isFields(yours)) return mergeFields(base, theirs, yours, place, note)
  if (Array.isArray(base) && Array.isArray(theirs) && Array.isArray(yours)) {
    const keys = [keysOf(base), keysOf(theirs), keysOf(yours)] as const
    const [ofBase, ofTheirs, ofYours] = keys
    if (ofBase && ofTheirs && ofYours) {
      const lists = { base: entries(base, ofBase), theirs: entries(theirs, ofTheirs), yours: entries(yours, ofYours) }
      return mergeLists(lists, [ofBase, ofTheirs, ofYours], place, note)
    }
  }
  const isAlike = isSame(theirs, yours)
  note({
    place,
    of: 'value',
    by: changedByThem ? (changedByYou ? 'both' : 'theirs') : 'yours',
    collides: changedByThem && changedByYou && !isAlike,
    base: base ?? null,
    theirs: theirs ?? null,
    yours: yours ?? null,
  })
  return changedByThem ? theirs : yours
}

function mergeFields(base: Fields, theirs: Fields, yours: Fields, place: string, note: (change: PlaceChange) => void) {
  const names = new Set([...Object.keys(theirs), ...Object.keys(base), ...Object.keys(yours)])
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const at = place === '' ? name : `${place}.${name}`
      const merged = mergeValues(own(base, name), own(theirs, name), own(yours, name), at, note)
      return merged === undefined ? [] : [[name, merged]]
    }),
  )
}

type Entries = ReadonlyMap<string, unknown>

function mergeLists(
  { base, theirs, yours }: { readonly base: Entries; readonly theirs: Entries; readonly yours: Entries },
  keys: readonly [readonly string[], readonly string[], readonly string[]],
  place: string,
  note: (change: PlaceChange) => void,
): readonly unknown[] {
  const merged = new Map<string, unknown>()
  for (const key of new Set(keys.flat())) {
    const entry = mergeValues(base.get(key), theirs.get(key), yours.get(key), `${place}[${key}]`, note)
    if (entry !== undefined) merged.set(key, entry)
  }
  const { order, movedBy, collides } = mergeOrder(...keys, new Set(merged.keys()))
  if (movedBy !== null) {
    note({ place, of: 'order', by: movedBy, collides, base: keys[0], theirs: keys[1], yours: keys[2] })
  }
  return order.map((key) => merged.get(key))
}

const entries = (list: readonly unknown[], keys: readonly string[]): Entries =>
  new Map(keys.map((key, index) => [key, list[index]]))

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)

/** Whether two documents say the same; the order of fields says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]))
  }
  if (!isFields(one) || !isFields(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  )
}
