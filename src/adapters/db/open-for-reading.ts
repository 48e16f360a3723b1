import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { explainDatabaseError } from './database-refused.ts'
import { checkMigrated } from './migrate-database.ts'

/** A database that nothing is written to. */
export type ReadingHandle = {
  readonly sqlite: Database.Database
  readonly orm: BetterSQLite3Database
  close(): void
}

/**
 * Opens a database for reading alone, also while a server writes it: neither waits for the other.
 * @throws {DatabaseRefused} when there is none, or it is of another version of this program.
 */
export function openForReading(options: { readonly file: string; readonly migrationsFolder: string }): ReadingHandle {
  const { file } = options
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true })
    checkMigrated(sqlite, file, options.migrationsFolder)
    const opened = sqlite
    return { sqlite, orm: drizzle(sqlite), close: () => void opened.close() }
  } catch (error) {
    sqlite?.close()
    throw explainDatabaseError(file, error)
  }
}
