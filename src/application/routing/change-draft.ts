import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { OpenDraft } from '../ports/draft-store.ts'
import { type Drafting, type DraftRefusal, saveDraft } from './save-draft.ts'

/** What comes of a table that a change is made to; `ok: false`: it can't be made. */
type Made = { readonly ok: true; readonly table: RoutingTable } | { readonly ok: false }

/** A change that is not made from a revision, but to whichever table there is: contacts of a file. */
export type DraftChange<M extends Made> = {
  readonly change: (table: RoutingTable) => Promise<M>
  /** Revision of the draft that was seen; null: whichever is the newest. */
  readonly madeFrom: number | null
  readonly by: string
  readonly why: string | null
}

export type DraftChanged<M extends Made> =
  | { readonly what: 'saved'; readonly draft: OpenDraft; readonly made: Extract<M, { ok: true }> }
  | { readonly what: 'notMade'; readonly made: Extract<M, { ok: false }> }
  | { readonly what: 'refused'; readonly refusal: DraftRefusal }

/** How often others may be faster, before it is told. */
const mostTries = 5

/**
 * Changes the draft that all share, or begins one with the published table. Promise to its editors: where nobody said from which
 * revision it is made, it is made anew from whatever others have saved meanwhile.
 */
export const changeDraft =
  (deps: Drafting) =>
  async <M extends Made>({ change, by, why, ...request }: DraftChange<M>): Promise<DraftChanged<M>> => {
    const refuse = (reason: 'unknownRevision' | 'noVersion') =>
      ({ what: 'refused', refusal: { ok: false, reason } }) as const
    for (let tries = 1; ; tries += 1) {
      const madeFrom = request.madeFrom ?? (await deps.drafts.latest())?.revision ?? 0
      const seen = madeFrom === 0 ? null : await deps.drafts.revision(madeFrom)
      if (madeFrom > 0 && seen === null) return refuse('unknownRevision')
      const current = await deps.store.current()
      if (current === null) return refuse('noVersion')
      const [before, base] = seen?.state === 'open' ? [seen.table, null] : [current.table, current.number]
      const made = await change(before)
      if (!made.ok) return { what: 'notMade', made: made as Extract<M, { ok: false }> }
      const saved = await saveDraft(deps)({ table: made.table, text: null, madeFrom, base, by, why })
      if (saved.ok) return { what: 'saved', draft: saved.draft, made: made as Extract<M, { ok: true }> }
      if (saved.reason !== 'conflict' || request.madeFrom !== null || tries === mostTries)
        return { what: 'refused', refusal: saved }
    }
  }
