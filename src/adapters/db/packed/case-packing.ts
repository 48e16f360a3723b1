import type { CasePacking } from '../../../application/ports/case-packing.ts'
import type { Instant } from '../../../domain/instant.ts'
import { explainDatabaseError } from '../database-refused.ts'
import type { DatabaseHandle } from '../open-database.ts'
import { isOpenCase } from '../schema/cases.ts'
import { isWaitingMessage } from '../schema/messages.ts'
import { isOpenOrder } from '../schema/orders.ts'
import { caseMover } from './pack-case.ts'

/** Most cases of one transaction. */
const batch = 50

/**
 * What may be packed: cases that are over, on which nobody owes anything and nothing is under way. The newest line of the whole
 * timeline stays where it is: the next one is counted from it.
 */
const candidates = `SELECT id FROM cases
  WHERE closed_at IS NOT NULL AND closed_at < ? AND NOT (${isOpenCase}) AND number IS NOT NULL
  AND id NOT IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM orders WHERE case_id = cases.id AND ${isOpenOrder})
  AND NOT EXISTS (SELECT 1 FROM deadlines WHERE case_id = cases.id AND status = 'running')
  AND NOT EXISTS (SELECT 1 FROM messages WHERE case_id = cases.id AND (${isWaitingMessage}))
  AND NOT EXISTS (SELECT 1 FROM calls WHERE case_id = cases.id AND ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM recordings WHERE case_id = cases.id AND status = 'recording')
  AND coalesce((SELECT max(sequence) FROM timeline WHERE case_id = cases.id), 0) < (SELECT max(sequence) FROM timeline)
  ORDER BY closed_at LIMIT ?`

/**
 * Packs in SQLite. A case that can't be packed stays as it is, is told to `onFailure` and left alone from then on.
 * @throws (as a rejection) {@link DatabaseRefused} when the disk is full or the file locked.
 */
export function createCasePacking(
  handle: DatabaseHandle,
  onFailure: (caseId: string, error: unknown) => void,
): CasePacking {
  const { file, sqlite } = handle
  const mover = caseMover(handle)
  const over = sqlite.prepare<[Instant, string, number], string>(candidates).pluck()
  const failed: string[] = []
  /** Within the transaction a savepoint: what fails leaves nothing behind. */
  const packOne = sqlite.transaction((id: string): void => mover.pack(id))
  const packSome = sqlite.transaction((before: Instant, forMs: number): number => {
    const end = performance.now() + forMs
    let count = 0
    for (const id of over.all(before, JSON.stringify(failed), batch)) {
      try {
        packOne(id)
        count += 1
      } catch (error) {
        // SQLite has rolled back everything: a full disk.
        if (!sqlite.inTransaction) throw error
        failed.push(id)
        onFailure(id, error)
      }
      if (performance.now() >= end) break
    }
    return count
  }).immediate
  return {
    async pack(overBefore, forMs) {
      try {
        return packSome(overBefore, forMs)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}
