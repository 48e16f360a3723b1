import { auditedChanges } from '../../domain/routing/audit-entry.ts'
import { changesBetween } from '../../domain/routing/merge/merge-tables.ts'
import { isSame } from '../../domain/routing/merge/merge-values.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { DraftRevision, DraftStore, OpenDraft } from '../ports/draft-store.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { type TableConflict, tableConflict, type WriteTable } from './table-conflict.ts'
import { textToKeep } from './text-to-keep.ts'

export type Drafting = {
  readonly store: Pick<RoutingStore, 'current' | 'version'>
  readonly drafts: DraftStore
  readonly clock: Clock
  readonly write: WriteTable
}

export type DraftEdit = {
  readonly table: RoutingTable
  /** As it was written; null: as a table, so that the text is ours to write. */
  readonly text: string | null
  /** Revision of the draft it was made from; 0: nobody had ever begun one. */
  readonly madeFrom: number
  /** Published version it starts from; null: the one of the draft that is there. */
  readonly base: number | null
  readonly by: string
  readonly why: string | null
}

export type DraftRefusal =
  /** `baseNeeded`: a new draft must say which version it started from, or it would undo what was published since. */
  | { readonly ok: false; readonly reason: 'baseNeeded' | 'noVersion' | 'unknownRevision' | 'noDraft' }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflict: TableConflict }
export type DraftSaved = { readonly ok: true; readonly draft: OpenDraft } | DraftRefusal

/**
 * Saves the draft that all share. Promise to its editors: nobody's edit is overwritten unseen. Who edited on the basis of
 * another revision than the newest gets both changes shown, and a text with both in it. What changes nothing makes no revision.
 */
export const saveDraft =
  (deps: Drafting) =>
  async (edit: DraftEdit): Promise<DraftSaved> => {
    const latest = await deps.drafts.latest()
    if (edit.madeFrom !== (latest?.revision ?? 0)) return conflictOf(deps, edit, latest)
    const open = latest?.state === 'open' ? latest : null
    const number = edit.base ?? open?.base ?? null
    if (number === null) return { ok: false, reason: 'baseNeeded' }
    const base = await deps.store.version(number)
    if (base === null) return { ok: false, reason: 'noVersion' }
    const { table, by, why } = edit
    const text = edit.text ?? (await deps.write(table, await textToKeep(deps.drafts)))
    if (open?.base === number && open.text === text && isSame(open.table, table)) return { ok: true, draft: open }
    const draft: OpenDraft = {
      revision: edit.madeFrom + 1,
      state: 'open',
      table,
      text,
      base: number,
      changedAt: deps.clock.now(),
      changedBy: by,
    }
    const saved = await deps.drafts.save(draft, {
      at: draft.changedAt,
      by,
      what: 'draftSaved',
      refs: { draft: String(draft.revision), base: String(number) },
      ...auditedChanges(changesBetween((open ?? base).table, table)),
      why,
    })
    return saved ? { ok: true, draft } : conflictOf(deps, edit, await deps.drafts.latest())
  }

/** Gives the draft up, as it was seen. */
export const discardDraft =
  (deps: Drafting) =>
  async (request: { readonly madeFrom: number; readonly by: string; readonly why: string | null }) => {
    const { madeFrom, by, why } = request
    const latest = await deps.drafts.latest()
    if (latest?.state !== 'open') return { ok: false, reason: 'noDraft' } as const
    const seen = await deps.drafts.revision(madeFrom)
    if (seen?.state !== 'open') return { ok: false, reason: 'unknownRevision' } as const
    const unchanged = { table: seen.table, text: seen.text, madeFrom, base: seen.base, by, why }
    if (latest.revision !== madeFrom) return conflictOf(deps, unchanged, latest)
    const at = deps.clock.now()
    const revision = madeFrom + 1
    const saved = await deps.drafts.save(
      { revision, state: 'discarded', changedAt: at, changedBy: by },
      { at, by, what: 'draftDiscarded', refs: { draft: String(madeFrom) }, changes: [], moreChanges: 0, why },
    )
    return saved ? ({ ok: true, revision } as const) : conflictOf(deps, unchanged, await deps.drafts.latest())
  }

/** What was changed since the revision an edit was made from, beside what the edit changes. */
async function conflictOf(
  { store, drafts, write }: Drafting,
  edit: Pick<DraftEdit, 'table' | 'text' | 'madeFrom' | 'base'>,
  latest: DraftRevision | null,
): Promise<DraftRefusal> {
  const seen = edit.madeFrom === 0 ? null : await drafts.revision(edit.madeFrom)
  const baseOf =
    seen?.state === 'open' ? seen.table : edit.base === null ? null : (await store.version(edit.base))?.table
  const current = await store.current()
  if (!latest || edit.madeFrom > latest.revision || !baseOf || !current) return { ok: false, reason: 'unknownRevision' }
  const conflict = await tableConflict(
    {
      over: 'draft',
      theirs: {
        number: latest.revision,
        by: latest.changedBy,
        at: latest.changedAt,
        what: latest.state,
        why: null,
      },
    },
    // Where the draft has ended, what counts now is what they have made of it.
    { base: baseOf, theirs: latest.state === 'open' ? latest.table : current.table, yours: edit.table },
    (table) => write(table, edit.text ?? (latest.state === 'open' ? latest.text : null)),
  )
  return { ok: false, reason: 'conflict', conflict }
}
