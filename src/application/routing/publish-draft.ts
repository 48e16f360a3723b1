import type { Actor } from '../../domain/case/timeline-line.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { DraftRevision, DraftStore } from '../ports/draft-store.ts'
import type { RoutingVersion } from '../ports/routing-store.ts'
import {
  type Publication,
  type Publishing,
  type PublishOutcome,
  type PublishRefusal,
  publishRoutingTable,
} from './publish-routing-table.ts'
import { type TableConflict, tableConflict, type WriteTable } from './table-conflict.ts'

export type DraftPublishing = Publishing & { readonly drafts: DraftStore; readonly write: WriteTable }

export type DraftPublished =
  | Extract<PublishOutcome, { ok: true }>
  | Exclude<PublishRefusal, { reason: 'conflict' }>
  | { readonly ok: false; readonly reason: 'noDraft' | 'unknownRevision' | 'noVersion' }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflict: TableConflict }

/**
 * Publishes the draft that all share; with it the draft is over. Promise to its editors: what is published is what the one
 * who publishes has seen (`revision`), and nothing that was published in the meantime is undone by it.
 */
export async function publishDraft(
  deps: DraftPublishing,
  request: {
    readonly revision: number
    readonly by: string
    readonly actor?: Actor
    readonly reason: string
    readonly acknowledged?: readonly string[]
  },
): Promise<DraftPublished> {
  const { revision, ...publication } = request
  const draft = await deps.drafts.latest()
  if (draft?.state !== 'open') return { ok: false, reason: 'noDraft' }
  if (draft.revision !== revision) return draftConflict(deps, revision, draft)
  const published = await publishRoutingTable(deps, {
    ...publication,
    table: draft.table,
    over: draft.base,
    draft: draft.revision,
  })
  if (published.ok || published.reason !== 'conflict') return published
  const latest = await deps.drafts.latest()
  if (latest?.revision !== draft.revision)
    return latest ? draftConflict(deps, revision, latest) : { ok: false, reason: 'noDraft' }
  const [base, current] = await Promise.all([deps.store.version(draft.base), deps.store.current()])
  if (base === null || current === null) throw new Error(`version ${draft.base}, which the draft started from, is gone`)
  return {
    ok: false,
    reason: 'conflict',
    conflict: await publishedConflict(current, { base: base.table, yours: draft.table }, (table) =>
      deps.write(table, draft.text),
    ),
  }
}

export type TablePublished = Exclude<DraftPublished, { reason: 'noDraft' }>

/** Publishes a table that is no draft; where it says which version it was made from, nothing published since is undone by it. */
export async function publishTable(
  publishing: Publishing & { readonly write: WriteTable },
  publication: Publication & { readonly text: string | null },
): Promise<TablePublished> {
  const { text, ...rest } = publication
  const published = await publishRoutingTable(publishing, rest)
  if (published.ok || published.reason !== 'conflict') return published
  const { over = 0, table } = publication
  const [base, current] = await Promise.all([publishing.store.version(over), publishing.store.current()])
  if (base === null || current === null) return { ok: false, reason: 'noVersion' }
  const write = (merged: RoutingTable) => publishing.write(merged, text)
  return {
    ok: false,
    reason: 'conflict',
    conflict: await publishedConflict(current, { base: base.table, yours: table }, write),
  }
}

/** Somebody has saved the draft since the one who publishes has seen it. */
async function draftConflict(deps: DraftPublishing, seen: number, latest: DraftRevision): Promise<DraftPublished> {
  const before = await deps.drafts.revision(seen)
  if (latest.state !== 'open') return { ok: false, reason: 'noDraft' }
  if (before?.state !== 'open') return { ok: false, reason: 'unknownRevision' }
  const theirs = {
    number: latest.revision,
    by: latest.changedBy,
    at: latest.changedAt,
    what: 'open',
    why: null,
  } as const
  const conflict = await tableConflict(
    { over: 'draft', theirs },
    { base: before.table, theirs: latest.table, yours: before.table },
    async () => latest.text,
  )
  return { ok: false, reason: 'conflict', conflict }
}

/** A version was published since the one a change was made from. */
function publishedConflict(
  current: RoutingVersion,
  tables: { readonly base: RoutingTable; readonly yours: RoutingTable },
  write: (table: RoutingTable) => Promise<string>,
): Promise<TableConflict> {
  const { number, publishedBy: by, publishedAt: at, reason: why } = current
  return tableConflict(
    { over: 'published', theirs: { number, by, at, what: 'published', why } },
    { ...tables, theirs: current.table },
    write,
  )
}
