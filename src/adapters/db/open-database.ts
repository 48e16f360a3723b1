import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { DatabaseRefused, explainDatabaseError } from './database-refused.ts'
import { migrateDatabase } from './migrate-database.ts'

/** An open database. One a process: SQLite has one writer. */
export type DatabaseHandle = {
  readonly file: string
  /** Inode at opening: a file that was moved away takes what is written with it. */
  readonly inode: number
  readonly sqlite: Database.Database
  readonly orm: BetterSQLite3Database
  /** Writes the log back into the file and closes; safe to call twice. */
  close(): void
}

/**
 * Longest a statement waits, in milliseconds, for another program that holds the file. The whole server stands still
 * meanwhile, so it is well below the 5 s after which a caller would hear silence.
 */
const lockWaitMs = 2000

/**
 * Opens the database, creating file (readable by its owner alone: it holds telephone numbers) and folder where they are
 * missing, and applies the migrations that are outstanding.
 * @throws {DatabaseRefused} for everything a sysadmin can do something about: no SQLite file, a damaged file, a newer version, a
 * folder that can't be written, a lock, a full disk.
 */
export function openDatabase(options: {
  readonly file: string
  readonly migrationsFolder: string
  readonly lockWaitMs?: number
}): DatabaseHandle {
  const { file } = options
  let sqlite: Database.Database | null = null
  try {
    makeFolder(dirname(file))
    closeSync(openSync(file, 'a', 0o600))
    sqlite = new Database(file, { timeout: options.lockWaitMs ?? lockWaitMs })
    setPragmas(sqlite, file)
    migrateDatabase(sqlite, file, options.migrationsFolder)
    const opened = sqlite
    return { file, inode: statSync(file).ino, sqlite, orm: drizzle(sqlite), close: () => void opened.close() }
  } catch (error) {
    sqlite?.close()
    throw explainDatabaseError(file, error)
  }
}

/** Not `mkdirSync` with `recursive`: that never returns where the system knows no such folder and makes none (`/proc`). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

function setPragmas(sqlite: Database.Database, file: string): void {
  // Reads the header first: the pragmas below would say less clearly that this is no database.
  sqlite.pragma('schema_version')
  // Readers and the writer don't wait for each other, and a commit is one write and one fsync.
  if (sqlite.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new DatabaseRefused(file, 'lies on a file system without locks or shared memory. Choose a local disk.')
  }
  // A commit that was acknowledged survives a power cut, not only a crash of the program.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  // What is erased is overwritten: a snapshot that goes, a person who is forgotten.
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('cache_size = -32000')
  sqlite.pragma('journal_size_limit = 67108864')
}
