import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { DraftStore } from '../ports/draft-store.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

/** Which table is meant: the shared draft, the one that counts, or a published version. */
export type TableOf = 'draft' | 'published' | number

export type FoundTable =
  | {
      readonly ok: true
      readonly table: RoutingTable
      /** The published version, or the one the draft started from. */
      readonly version: number
      /** Of the draft, and as it was written; null: it is no draft. */
      readonly revision: number | null
      readonly text: string | null
    }
  | { readonly ok: false; readonly reason: 'noDraft' | 'noVersion' }

/** The table that is meant. `noVersion`: there is none of that number, or nothing was ever published. */
export async function tableOf(
  { store, drafts }: { readonly store: Pick<RoutingStore, 'current' | 'version'>; readonly drafts: DraftStore },
  of: TableOf,
): Promise<FoundTable> {
  if (of === 'draft') {
    const draft = await drafts.latest()
    if (draft?.state !== 'open') return { ok: false, reason: 'noDraft' }
    const { table, base: version, revision, text } = draft
    return { ok: true, table, version, revision, text }
  }
  const version = of === 'published' ? await store.current() : await store.version(of)
  if (version === null) return { ok: false, reason: 'noVersion' }
  return { ok: true, table: version.table, version: version.number, revision: null, text: null }
}
