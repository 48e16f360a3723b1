import { eq, sql } from 'drizzle-orm'
import type { PinStore } from '../../application/ports/pin-store.ts'
import type { PinRecord } from '../../domain/access/pin.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import { auditWriter } from './audit-writer.ts'
import { explainDatabaseError } from './database-refused.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { pins } from './schema/pins.ts'

/** PINs in SQLite. Saving rejects with {@link DatabaseRefused} when the disk is full or the file locked. */
export function createPinStore(handle: DatabaseHandle): PinStore {
  const { file, orm, sqlite } = handle
  const byPerson = orm
    .select()
    .from(pins)
    .where(eq(pins.person, sql.placeholder('person')))
    .prepare()
  const write = rowWriter(sqlite, pins)
  const addToAudit = auditWriter(handle)
  const save = sqlite.transaction((record: PinRecord, entry: AuditEntry | undefined): boolean => {
    const saved = record.revision === 1 ? write.insert(record) : write.replace(record)
    if (saved && entry) addToAudit(entry)
    return saved
  }).immediate
  return {
    read: async (person) => byPerson.get({ person }) ?? null,
    async save(record, entry) {
      try {
        return save(record, entry)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}
