import { entranceOf } from '../entrance.ts'
import type { RoutingTable } from '../routing-table.ts'

/** A line by which callers come to a category, and the windows that numbers of it are open by. */
export type WayIn = { readonly category: string; readonly line: string; readonly windows: readonly string[] }

/** What a caller does to come to a category, as people say it: key 3, keys 8-5, or a number that leads straight there. */
export type KeyPress = { readonly keys: string; readonly category: string; readonly line: string }

/** Every way to a category, each line once. */
export function waysIn(table: RoutingTable): readonly WayIn[] {
  const ways = new Map<string, { category: string; line: string; windows: string[] }>()
  for (const { line, window, presses } of entrances(table)) {
    for (const { category } of presses) {
      const key = JSON.stringify([line, category])
      const way = ways.get(key) ?? { category, line, windows: [] }
      ways.set(key, way)
      if (!way.windows.includes(window)) way.windows.push(window)
    }
  }
  return [...ways.values()]
}

/** Everything that can be pressed or dialled to come to a category, each once a line. */
export function keyPresses(table: RoutingTable): readonly KeyPress[] {
  const presses = entrances(table).flatMap(({ line, presses }) => presses.map((press) => ({ ...press, line })))
  const named = new Map(presses.map((press) => [JSON.stringify([press.keys, press.category, press.line]), press]))
  return [...named.values()]
}

/** What is dialled, as far as it leads to a menu or a category; a number that nobody knows is answered like the first line. */
function entrances(table: RoutingTable) {
  const dialled = [...table.numbers.map(({ number }) => number), null]
  return dialled.flatMap((number) => {
    if (table.lines.length === 0) return []
    const { did, line, window } = entranceOf(table, number)
    if (did?.forward) return []
    const straight = did?.category ? [{ keys: did.number, category: did.category }] : null
    return [{ line: line.id, window, presses: straight ?? pressesOf(table, line.menu) }]
  })
}

const pressesOf = ({ menus }: RoutingTable, menu: string): readonly Omit<KeyPress, 'line'>[] =>
  (menus.find(({ id }) => id === menu)?.entries ?? []).flatMap((entry) =>
    'category' in entry
      ? [{ keys: entry.key, category: entry.category }]
      : entry.entries.map(({ key, category }) => ({ keys: `${entry.key}-${key}`, category })),
  )
