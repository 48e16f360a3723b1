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
export const unite = (one: Spans, other: Spans): Spans => sweep(one, other, (inOne, inOther) => inOne || inOther)
/** Times in both. */
export const meet = (one: Spans, other: Spans): Spans => sweep(one, other, (inOne, inOther) => inOne && inOther)
/** Times in the first that are not in the second. */
export const without = (one: Spans, other: Spans): Spans => sweep(one, other, (inOne, inOther) => inOne && !inOther)

/** Walks the bounds of both in order; the answer changes only at a bound. */
function sweep(one: Spans, other: Spans, holds: (inOne: boolean, inOther: boolean) => boolean): Spans {
  const found = new Float64Array(one.length + other.length)
  let [size, first, second, inside] = [0, 0, 0, false]
  while (first < one.length || second < other.length) {
    const next = Math.min(one[first] ?? Number.POSITIVE_INFINITY, other[second] ?? Number.POSITIVE_INFINITY)
    if (one[first] === next) first += 1
    if (other[second] === next) second += 1
    if (holds(first % 2 === 1, second % 2 === 1) === inside) continue
    inside = !inside
    found[size++] = next
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
