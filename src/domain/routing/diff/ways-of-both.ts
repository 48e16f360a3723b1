import { type WayIn, waysIn } from '../proof/ways-in.ts'
import type { RoutingTable } from '../routing-table.ts'

type WaysOfBoth = { readonly before: WayIn; readonly after: WayIn }

/** Ways to a category by a line that there are on both sides. */
export function waysOfBoth(before: RoutingTable, after: RoutingTable): readonly WaysOfBoth[] {
  const old = waysIn(before)
  return waysIn(after).flatMap((way) => {
    const same = old.find(({ line, category }) => line === way.line && category === way.category)
    return same === undefined ? [] : [{ before: same, after: way }]
  })
}
