import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { explainDatabaseError } from './database-refused.ts'
import type { DatabaseHandle } from './open-database.ts'

export type DatabaseCheck = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Below this the disk counts as full: room for the log to grow between two checkpoints, many times over. */
const leastFreeBytes = 64 * 1024 * 1024

/**
 * Whether the database can be read and written now, for `/readyz`. Writes one page durably, so it also fails on a disk
 * that has become full or read-only; warns early, while 64 MB are left.
 */
export function checkDatabase({ file, inode, sqlite }: DatabaseHandle): DatabaseCheck {
  try {
    if (!sqlite.open) return { ok: false, reason: `The database ${file} is closed.` }
    if (statSync(file, { throwIfNoEntry: false })?.ino !== inode) {
      return { ok: false, reason: `The database ${file} was moved or deleted while in use. Put it back and restart.` }
    }
    const { bavail, bsize } = statfsSync(dirname(file))
    if (bavail * bsize < leastFreeBytes) {
      return { ok: false, reason: `The disk of the database ${file} is almost full. Free some space.` }
    }
    // A free field of the file's header, set to what it is: a real commit that changes nothing.
    const field = sqlite.prepare('SELECT user_version FROM pragma_user_version').pluck().get()
    sqlite.pragma(`user_version = ${Number(field)}`)
    return { ok: true }
  } catch (error) {
    const explained = explainDatabaseError(file, error)
    return { ok: false, reason: explained instanceof Error ? explained.message : String(explained) }
  }
}
