/**
 * Times as spans: `[from, until, from, until, …]` in instants, in order, apart from one another and none empty. A year of
 * nights is 730 numbers, whatever happens in them; minutes would be half a million.
 */
export type Spans = Float64Array<ArrayBuffer>

export const noSpans: Spans = new Float64Array(0)
export const oneSpan = (from: number, until: number): Spans => (until > from ? Float64Array.of(from, until) : noSpans)
export const isEmpty = (spans: Spans): boolean => spans.length === 0
export const countOf = (spans: Spans): number => spans.length / 2

/** Spans from bounds in any order, which may touch, overlap or be empty. */
export function spansFrom(bounds: readonly number[]): Spans {
  let isTidy = true
  for (let index = 0; index < bounds.length && isTidy; index += 2) {
    const [from, until] = [bounds[index] as number, bounds[index + 1] as number]
    isTidy = until > from && (index === 0 || from > (bounds[index - 1] as number))
  }
  if (isTidy) return Float64Array.from(bounds)
  const pairs: [number, number][] = []
  for (let index = 0; index < bounds.length; index += 2) {
    const [from, until] = [bounds[index] as number, bounds[index + 1] as number]
    if (until > from) pairs.push([from, until])
  }
  pairs.sort(([one], [other]) => one - other)
  const merged: number[] = []
  for (const [from, until] of pairs) {
    const last = merged.length - 1
    if (last > 0 && from <= (merged[last] as number)) merged[last] = Math.max(merged[last] as number, until)
    else merged.push(from, until)
  }
  return Float64Array.from(merged)
}

/** Times in one or the other. */
export function unite(one: Spans, other: Spans): Spans {
  if (isEmpty(one) || one === other) return other
  return isEmpty(other) ? one : sweep(one, other, 0b1110)
}
/** Times in both. */
export function meet(one: Spans, other: Spans): Spans {
  if (one === other || covers(other, one)) return one
  if (covers(one, other)) return other
  return areApart(one, other) ? noSpans : sweep(one, other, 0b1000)
}
/** Times in the first that are not in the second. */
export function without(one: Spans, other: Spans): Spans {
  if (one === other || covers(other, one)) return noSpans
  return areApart(one, other) ? one : sweep(one, other, 0b0010)
}

/** Whether one is a single span that holds all of the other: what is true at all hours mostly is. */
const covers = (one: Spans, other: Spans): boolean =>
  one.length === 2 &&
  other.length > 0 &&
  (one[0] as number) <= (other[0] as number) &&
  (one[1] as number) >= (other[other.length - 1] as number)

const areApart = (one: Spans, other: Spans): boolean =>
  one.length === 0 ||
  other.length === 0 ||
  (one[one.length - 1] as number) <= (other[0] as number) ||
  (other[other.length - 1] as number) <= (one[0] as number)

/**
 * Walks the bounds of both in order; the answer changes only at a bound. `holds`: a bit each for in neither (1), in the first
 * alone (2), in the second alone (4), in both (8).
 */
function sweep(one: Spans, other: Spans, holds: number): Spans {
  const [sizeOne, sizeOther] = [one.length, other.length]
  const found = new Float64Array(sizeOne + sizeOther)
  let size = 0
  let first = 0
  let second = 0
  let inside = 0
  while (first < sizeOne || second < sizeOther) {
    const nextOne = first < sizeOne ? (one[first] as number) : Number.POSITIVE_INFINITY
    const nextOther = second < sizeOther ? (other[second] as number) : Number.POSITIVE_INFINITY
    const next = nextOne < nextOther ? nextOne : nextOther
    if (nextOne === next) first += 1
    if (nextOther === next) second += 1
    const isHeld = (holds >> ((first & 1) | ((second & 1) << 1))) & 1
    if (isHeld === inside) continue
    inside = isHeld
    found[size] = next
    size += 1
  }
  return size === 0 ? noSpans : found.slice(0, size)
}

/** Spans that have some time within `[from, until)`, each whole. */
export function touching(spans: Spans, from: number, until: number): Spans {
  let [first, last] = [0, spans.length]
  while (first < last && (spans[first + 1] as number) <= from) first += 2
  while (last > first && (spans[last - 2] as number) >= until) last -= 2
  return first === 0 && last === spans.length ? spans : spans.slice(first, last)
}

/** Whether an instant lies in one of them. */
export function holdsAt(spans: Spans, at: number): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return low % 2 === 1
}

/**
 * A short name for the same times: equal for equal spans, and for others with a chance of one in 2^53 only. A year of nights
 * written out would be 20 kB, a thousand times over.
 */
export function nameOf(spans: Spans): string {
  let [high, low] = [0x9e3779b9, spans.length]
  for (const bound of spans) {
    low = Math.imul(low ^ (bound % 0x1_0000_0000), 0x85ebca6b)
    high = Math.imul((high ^ (bound / 0x1_0000) ^ (low >>> 15)) >>> 0, 0xc2b2ae35)
    low ^= high >>> 13
  }
  return `${spans[0] ?? ''}:${spans.length}:${high >>> 0}:${low >>> 0}`
}
