import { and, asc, lte, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { DeadlineReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { type PageKey, readCursor, toPage } from './page.ts'
import { deadlines } from './schema/deadlines.ts'

/** Reads of deadlines across all cases, each by an index that holds only what runs. */
export function createDeadlineReader({ orm }: DatabaseHandle): DeadlineReader {
  const due = orm
    .select()
    .from(deadlines)
    .where(
      and(
        sql`${deadlines.nextStepAt} IS NOT NULL`,
        lte(deadlines.nextStepAt, sql.placeholder('now')),
        sql`(${deadlines.nextStepAt}, ${deadlines.id}) > (${sql.placeholder('at')}, ${sql.placeholder('id')})`,
      ),
    )
    .orderBy(asc(deadlines.nextStepAt), asc(deadlines.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  return {
    due: async (now, limit, after) => due.all({ now, limit, at: after?.at ?? 0, id: after?.id ?? '' }),
    escalating: async ({ kind, unit, category }, limit, after) =>
      orm
        .select()
        .from(deadlines)
        .where(
          and(
            sql`${deadlines.nextStepAt} IS NOT NULL`,
            kind === undefined ? undefined : sql`${deadlines.kind} = ${kind}`,
            unit === undefined ? undefined : sql`${deadlines.reason} ->> '$.unit' = ${unit}`,
            category === undefined ? undefined : sql`${deadlines.reason} ->> '$.category' = ${category}`,
            sql`(${deadlines.nextStepAt}, ${deadlines.id}) > (${after?.at ?? 0}, ${after?.id ?? ''})`,
          ),
        )
        .orderBy(asc(deadlines.nextStepAt), asc(deadlines.id))
        .limit(limit)
        .all(),
    async running(filter, page) {
      const key = page.cursor === null ? undefined : readCursor(page.cursor)
      const rows = orm
        .select()
        .from(deadlines)
        .where(
          and(
            // A literal, so that SQLite sees that the index of the running ones holds every such row.
            sql.raw(`"deadlines"."status" = 'running'`),
            filter.dueTo === undefined ? undefined : lte(deadlines.due, filter.dueTo),
            filter.kind === undefined ? undefined : sql`${deadlines.kind} = ${filter.kind}`,
            behind(deadlines.due, deadlines.id, key),
          ),
        )
        .orderBy(asc(deadlines.due), asc(deadlines.id))
        .limit(page.limit + 1)
        .all()
      return toPage(rows, page.limit, (row) => ({ at: row.due, id: row.id }))
    },
  }
}

/** What comes after a page, soonest first; a cursor that can't be read finds nothing. */
function behind(at: SQLiteColumn, id: SQLiteColumn, key: PageKey | null | undefined): SQL | undefined {
  if (key === undefined) return undefined
  return key === null ? sql`0` : sql`(${at}, ${id}) > (${key.at}, ${key.id})`
}
