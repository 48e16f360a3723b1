import { desc, eq, sql } from 'drizzle-orm'
import type { DraftRevision, DraftStore } from '../../application/ports/draft-store.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import { fromOlderTable } from '../../domain/routing/older-table.ts'
import { auditWriter } from './audit-writer.ts'
import { explainDatabaseError } from './database-refused.ts'
import { draftWriter } from './draft-writer.ts'
import type { DatabaseHandle } from './open-database.ts'
import { routingDrafts } from './schema/routing-drafts.ts'

/** The draft in SQLite. Saving rejects with {@link DatabaseRefused} when the disk is full or the file locked. */
export function createDraftStore(handle: DatabaseHandle): DraftStore {
  const { file, orm, sqlite } = handle
  const newest = orm.select().from(routingDrafts).orderBy(desc(routingDrafts.revision)).limit(1).prepare()
  const byRevision = orm
    .select()
    .from(routingDrafts)
    .where(eq(routingDrafts.revision, sql.placeholder('revision')))
    .prepare()
  const write = draftWriter(handle)
  const addToAudit = auditWriter(handle)
  const save = sqlite.transaction((revision: DraftRevision, entry: AuditEntry): boolean => {
    if (!write(revision)) return false
    addToAudit(entry)
    return true
  }).immediate
  return {
    latest: async () => fromRow(newest.get()),
    revision: async (revision) => fromRow(byRevision.get({ revision })),
    async save(revision, entry) {
      try {
        return save(revision, entry)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}

function fromRow(row: typeof routingDrafts.$inferSelect | undefined): DraftRevision | null {
  if (row === undefined) return null
  const { state, table, text, base, ...rest } = row
  if (state !== 'open') return { ...rest, state }
  if (table === null || text === null || base === null) throw new Error(`draft revision ${row.revision} is not whole`)
  return { ...rest, state, table: fromOlderTable(table), text, base }
}
