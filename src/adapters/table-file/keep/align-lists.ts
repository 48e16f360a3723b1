import { keysOf } from '../../../domain/routing/merge/entry-keys.ts'
import { isSame } from '../../../domain/routing/merge/merge-values.ts'

/**
 * Which entry of a list each entry of its next state was: by what tells them apart (ids, numbers, dates), or where nothing does by
 * what they say. What is left and stands at the same place counts as the same entry, renamed.
 * @returns for each entry of `is` the index in `was`; null: it is new.
 */
export function alignLists(was: readonly unknown[], is: readonly unknown[]): readonly (number | null)[] {
  const before = keysOf(was)
  const after = keysOf(is)
  const taken = new Set<number>()
  const take = (index: number): number | null => {
    if (index < 0 || taken.has(index)) return null
    taken.add(index)
    return index
  }
  const found =
    before !== null && after !== null
      ? after.map((key) => take(before.indexOf(key)))
      : is.map((entry) => take(was.findIndex((other, index) => !taken.has(index) && isSame(entry, other))))
  return found.map((index, place) => index ?? (place < was.length ? take(place) : null))
}
