import type Database from 'better-sqlite3'
import { and, asc, lte, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { DeadlineReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { type PageKey, readCursor, toPage } from './page.ts'
import { openCaseStatuses } from './schema/cases.ts'
import { deadlines } from './schema/deadlines.ts'

/** Reads of deadlines across all cases, each by an index that holds only what runs. */
export function createDeadlineReader({ orm, sqlite }: DatabaseHandle): DeadlineReader {
  const watch = watchOf(sqlite)
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
    watch,
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

/**
 * Open cases, one status after the other and each in the order of their index, with whether a deadline is ahead. Follows the
 * open cases, not the closed ones; the latest deadline, which mostly runs, is looked at first. A status is a literal: only then is the index of the open cases used, from the key on.
 */
function watchOf(sqlite: Database.Database): DeadlineReader['watch'] {
  const looks = openCaseStatuses.map((status) =>
    sqlite.prepare<{ now: number; limit: number; at: number; id: string }, { at: number; id: string; watched: 0 | 1 }>(`
      SELECT opened_at AS at, id, coalesce((
        SELECT 1 FROM deadlines WHERE case_id = cases.id AND deadlines.status = 'running'
          AND (due > :now OR next_step_at IS NOT NULL OR acknowledged_by IS NOT NULL OR steps_done > 0)
        ORDER BY due DESC LIMIT 1
      ), 0) AS watched
      FROM cases INDEXED BY cases_open
      WHERE status = '${status}' AND (opened_at, id) > (:at, :id)
      ORDER BY opened_at, id LIMIT :limit`),
  )
  return async (now, limit, after) => {
    const unwatched: string[] = []
    let [left, key] = [limit, after]
    const names: readonly string[] = openCaseStatuses
    const first = after === null ? 0 : names.indexOf(after.status)
    for (const [index, look] of looks.entries()) {
      if (index < first) continue
      const rows = look.all({ now, limit: left, at: key?.at ?? 0, id: key?.id ?? '' })
      for (const { id, watched } of rows) if (watched === 0) unwatched.push(id)
      left -= rows.length
      const last = rows.at(-1)
      if (left === 0 && last !== undefined)
        return { unwatched, after: { status: openCaseStatuses[index] as string, at: last.at, id: last.id } }
      key = null
    }
    return { unwatched, after: null }
  }
}

/** What comes after a page, soonest first; a cursor that can't be read finds nothing. */
function behind(at: SQLiteColumn, id: SQLiteColumn, key: PageKey | null | undefined): SQL | undefined {
  if (key === undefined) return undefined
  return key === null ? sql`0` : sql`(${at}, ${id}) > (${key.at}, ${key.id})`
}
