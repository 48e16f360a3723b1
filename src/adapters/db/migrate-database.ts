import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { DatabaseRefused } from './database-refused.ts'

/**
 * Brings the tables up to this program's version: all outstanding migrations or none.
 * @throws {DatabaseRefused} when the file belongs to a newer version or to another program; it is left untouched then.
 */
export function migrateDatabase(sqlite: Database.Database, file: string, migrationsFolder: string): void {
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash))
  const applied = appliedMigrations(sqlite, file)
  if (applied.some((hash) => !known.has(hash))) {
    throw new DatabaseRefused(
      file,
      'was written by a newer version of this program. Start that version, or restore the backup made before it.',
    )
  }
  if (applied.length === known.size) return
  // A migration that rebuilds a table drops the old one, which must not take the rows that refer to it along; within
  // the migration's transaction this pragma would be ignored.
  sqlite.pragma('foreign_keys = OFF')
  migrate(drizzle(sqlite), { migrationsFolder })
  sqlite.pragma('foreign_keys = ON')
}

/**
 * Makes sure that the tables are of this program's version, without touching them.
 * @throws {DatabaseRefused} when they are of another one.
 */
export function checkMigrated(sqlite: Database.Database, file: string, migrationsFolder: string): void {
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash)
  const applied = new Set(appliedMigrations(sqlite, file))
  if (applied.size === known.length && known.every((hash) => applied.has(hash))) return
  throw new DatabaseRefused(
    file,
    'was written by another version of this program. Start the server of this version first.',
  )
}

function appliedMigrations(sqlite: Database.Database, file: string): readonly string[] {
  const tables = sqlite.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
  if (tables.includes('__drizzle_migrations')) {
    return sqlite.prepare<[], string>('SELECT hash FROM __drizzle_migrations').pluck().all()
  }
  if (tables.length === 0) return []
  throw new DatabaseRefused(file, 'belongs to another program. Point the server at a file of its own.')
}
