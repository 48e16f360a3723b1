/**
 * The database can't be used: the file can't be opened, is no database of this program, or a read or write failed for a
 * reason outside the program. The message is a sentence that names the file and what to do about it.
 */
export class DatabaseRefused extends Error {
  readonly file: string
  /** SQLite's or the file system's own word (`SQLITE_FULL`, `EACCES`); null: the refusal is ours. */
  readonly code: string | null
  constructor(file: string, reason: string, options: { readonly code?: string; readonly cause?: unknown } = {}) {
    super(`The database ${file} ${reason}`, { cause: options.cause })
    this.name = 'DatabaseRefused'
    this.file = file
    this.code = options.code ?? null
  }
}

/** What is wrong and what helps, by the beginning of the code. The first that fits counts. */
const reasons: readonly (readonly [prefix: string, reason: string])[] = [
  ['SQLITE_BUSY', 'is locked by another program. Stop the other server or tool that has it open, then try again.'],
  ['SQLITE_LOCKED', 'is locked by another program. Stop the other server or tool that has it open, then try again.'],
  ['SQLITE_FULL', 'cannot grow: the disk is full. Free some space; nothing that was saved is lost.'],
  ['SQLITE_NOTADB', 'is not an SQLite database. Point the server at another file, or restore this one from a backup.'],
  ['SQLITE_CORRUPT', 'is damaged. Restore it from a backup (`sqlite3 FILE .recover` may save what is newer).'],
  [
    'SQLITE_READONLY',
    'cannot be written. Give the user that runs the server the right to write the file and its folder.',
  ],
  ['SQLITE_IOERR', 'cannot be read or written: the disk reports an error. Check the disk and the free space.'],
  ['SQLITE_CANTOPEN', 'cannot be opened. Check that its folder exists and that the server may write there.'],
  ['ENOSPC', 'cannot grow: the disk is full. Free some space; nothing that was saved is lost.'],
  ['EROFS', 'lies on a file system that is read-only. Choose a data folder that can be written.'],
  ['EISDIR', 'is a folder. Point the server at a file.'],
  ['ENOTDIR', 'lies in a folder that is a file. Choose another data folder.'],
  ['EEXIST', 'lies in a folder that is a file. Choose another data folder.'],
  ['EACCES', 'cannot be written there. Give the user that runs the server the right to write its folder.'],
  ['EPERM', 'cannot be written there. Give the user that runs the server the right to write its folder.'],
  ['ENOENT', 'cannot be created: its folder does not exist and cannot be made. Choose another data folder.'],
]

/** Turns an error of SQLite or of the file system into a {@link DatabaseRefused}; anything else (a bug) passes unchanged. */
export function explainDatabaseError(file: string, error: unknown): unknown {
  const code = codeOf(error)
  const reason = code === null ? undefined : reasons.find(([prefix]) => code.startsWith(prefix))?.[1]
  if (error instanceof DatabaseRefused || code === null || reason === undefined) return error
  return new DatabaseRefused(file, `${reason} (${code})`, { code, cause: error })
}

/** The query builder wraps SQLite's errors. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
