/**
 * The order of a list that two people have changed: it follows the one who has moved entries, and theirs where nobody or
 * both have. What the other has added stands after the entry it followed there, behind what was added there before.
 * @param kept keys that are to be in the result.
 */
export function mergeOrder(
  base: readonly string[],
  theirs: readonly string[],
  yours: readonly string[],
  kept: ReadonlySet<string>,
): {
  readonly order: readonly string[]
  readonly movedBy: 'theirs' | 'yours' | 'both' | null
  readonly collides: boolean
} {
  const common = (keys: readonly string[]) => {
    const others = [base, theirs, yours].map((list) => new Set(list))
    return keys.filter((key) => others.every((list) => list.has(key))).join('\n')
  }
  const [before, their, your] = [common(base), common(theirs), common(yours)]
  const movedBy = their === before ? (your === before ? null : 'yours') : your === before ? 'theirs' : 'both'
  const [lead, other] = movedBy === 'yours' ? [yours, theirs] : [theirs, yours]
  const order = lead.filter((key) => kept.has(key))
  const known = new Set(order)
  const ofOther = new Set(other)
  other.forEach((key, index) => {
    if (!kept.has(key) || known.has(key)) return
    const before = other.slice(0, index).findLast((one) => known.has(one))
    let place = before === undefined ? 0 : order.indexOf(before) + 1
    while (place < order.length && !ofOther.has(order[place] as string)) place += 1
    order.splice(place, 0, key)
    known.add(key)
  })
  return { order, movedBy, collides: movedBy === 'both' && their !== your }
}
