import { desc, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Page, PageRequest } from '../../application/ports/ledger.ts'
import type { Instant } from '../../domain/instant.ts'

/**
 * Where a page ended, newest first: rows that come in later lie before it and shift nothing. The id decides between rows
 * of one instant.
 */
export type PageKey = { readonly at: Instant; readonly id: string }

/** Opaque to whoever gets it. */
export const writeCursor = ({ at, id }: PageKey): string => Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** null: nothing that `writeCursor` wrote. */
export function readCursor(cursor: string): PageKey | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(read) || read.length !== 2) return null
    const [at, id] = read
    return typeof at === 'number' && typeof id === 'string' ? { at, id } : null
  } catch {
    return null
  }
}

/** Conditions and order of a page. One row more than asked for is fetched, to know whether there is a next page. */
export function pageOf(at: SQLiteColumn, id: SQLiteColumn, page: PageRequest) {
  const key = page.cursor === null ? undefined : readCursor(page.cursor)
  return {
    after: after(at, id, key),
    order: [desc(at), desc(id)] as const,
    fetch: page.limit + 1,
  }
}

/** A cursor that can't be read finds nothing: a client that made one up must not start over, again and again. */
function after(at: SQLiteColumn, id: SQLiteColumn, key: PageKey | null | undefined): SQL | undefined {
  if (key === undefined) return undefined
  if (key === null) return sql`0`
  return sql`(${at}, ${id}) < (${key.at}, ${key.id})`
}

/** Cuts the surplus row off and names the place where the next page begins. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => PageKey): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null }
}

/** Puts what was found in several places in the order of a page. */
export const newestFirst = <Key extends PageKey>(found: readonly Key[]): readonly Key[] =>
  found.toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0))
