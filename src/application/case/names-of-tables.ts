import type { NameOf } from '../../domain/clocks/explain-deadline.ts'
import type { RoutingTable, Words } from '../../domain/routing/routing-table.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

/**
 * Finds what units, categories, areas, designations and reasons are called, by the table version a case was opened with and, where that does not know
 * them, by the current one; the id itself is the last resort. Reads each version once.
 */
export function namesOfTables(routing: RoutingStore, language: string): (version: number) => Promise<NameOf> {
  const read = new Map<number, Promise<RoutingTable | null>>()
  let current: Promise<RoutingTable | null> | null = null
  return async (version) => {
    if (!read.has(version))
      read.set(
        version,
        routing.version(version).then((found) => found?.table ?? null),
      )
    current ??= routing.current().then((found) => found?.table ?? null)
    const tables = [await read.get(version), await current].filter((table) => table != null)
    return (kind, id) => {
      for (const table of tables) {
        const words = thingsOf(table, kind).find((thing) => thing.id === id)?.name
        if (words) return inLanguage(words, language, table)
      }
      return id
    }
  }
}

function thingsOf(
  table: RoutingTable,
  kind: Parameters<NameOf>[0],
): readonly { readonly id: string; readonly name: Words }[] {
  switch (kind) {
    case 'unit':
      return table.units
    case 'category':
      return table.categories
    case 'area':
      return table.areas
    case 'designation':
      return table.designations
    case 'returnReason':
      return table.returnReasons
    case 'seriousKind':
      return table.seriousKinds
    case 'supervisionClass':
      return table.supervisionClasses
  }
}

/** The words in the language, else in the table's first, else whatever there is. */
export const inLanguage = (words: Words, language: string, table: Pick<RoutingTable, 'languages'>): string =>
  words[language] ?? words[table.languages[0] ?? ''] ?? Object.values(words)[0] ?? ''
