import type { Actor } from '../../domain/case/timeline-line.ts'
import { type Publishing, type PublishOutcome, publishRoutingTable } from './publish-routing-table.ts'

export type RolledBack = PublishOutcome | { readonly ok: false; readonly reason: 'noVersion' | 'isCurrent' }

/**
 * Publishes what an earlier version said as a new one, under the checks of today. Nothing is undone: the versions in between
 * stay in the list, and calls under way keep theirs.
 */
export async function rollBack(
  publishing: Publishing,
  request: {
    readonly to: number
    readonly by: string
    readonly actor?: Actor
    readonly reason: string
    readonly acknowledged?: readonly string[]
    /** Version that counted when it was decided; left out: whichever. */
    readonly over?: number
  },
): Promise<RolledBack> {
  const { to, ...publication } = request
  const version = await publishing.store.version(to)
  if (version === null) return { ok: false, reason: 'noVersion' }
  if ((await publishing.store.current())?.number === to) return { ok: false, reason: 'isCurrent' }
  return publishRoutingTable(publishing, { ...publication, table: version.table, again: to })
}
