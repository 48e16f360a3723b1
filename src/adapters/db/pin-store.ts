import { eq, sql } from 'drizzle-orm'
import type { PinStore } from '../../application/ports/pin-store.ts'
import { explainDatabaseError } from './database-refused.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { pins } from './schema/pins.ts'

/** PINs in SQLite. Saving rejects with {@link DatabaseRefused} when the disk is full or the file locked. */
export function createPinStore({ file, orm, sqlite }: DatabaseHandle): PinStore {
  const byPerson = orm
    .select()
    .from(pins)
    .where(eq(pins.person, sql.placeholder('person')))
    .prepare()
  const write = rowWriter(sqlite, pins)
  return {
    read: async (person) => byPerson.get({ person }) ?? null,
    async save(record) {
      try {
        return record.revision === 1 ? write.insert(record) : write.replace(record)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}
