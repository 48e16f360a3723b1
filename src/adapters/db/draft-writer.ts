import type { DraftRevision } from '../../application/ports/draft-store.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { routingDrafts } from './schema/routing-drafts.ts'

/** Revisions that are kept: whoever edits on the basis of an older one has to read the draft anew. */
const mostKept = 200

/** Writes revision n over n-1; false: that is not the newest. To be called within a transaction. */
export type DraftWriter = (revision: DraftRevision) => boolean

export function draftWriter({ sqlite }: DatabaseHandle): DraftWriter {
  const { insert } = rowWriter(sqlite, routingDrafts)
  const newest = sqlite.prepare<[], number | null>('SELECT max(revision) FROM routing_drafts').pluck()
  const forget = sqlite.prepare<[number]>('DELETE FROM routing_drafts WHERE revision <= ?')
  return (revision) => {
    if ((newest.get() ?? 0) !== revision.revision - 1) return false
    insert({ table: null, text: null, base: null, ...revision })
    forget.run(revision.revision - mostKept)
    return true
  }
}
