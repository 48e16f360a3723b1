import type { Instant } from '../../domain/instant.ts'
import { mergeTables } from '../../domain/routing/merge/merge-tables.ts'
import type { PlaceChange } from '../../domain/routing/merge/merge-values.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'

/** Writes a table as text, beside the calls; comments of an earlier text of it are kept where it gets one. */
export type WriteTable = (table: RoutingTable, keeping: string | null) => Promise<string>

/** Who has changed it in the meantime. */
export type Theirs = {
  /** The draft's revision, or the published version's number. */
  readonly number: number
  readonly by: string
  readonly at: Instant
  /** What has become of it: saved, discarded, published. */
  readonly what: 'open' | 'discarded' | 'published'
  readonly why: string | null
}

/** Somebody else was faster. Nothing is lost: both changes are told, place by place, and put together where that goes. */
export type TableConflict = {
  /** What was changed in the meantime. */
  readonly over: 'draft' | 'published'
  readonly theirs: Theirs
  readonly changes: readonly PlaceChange[]
  /** Both changes in one table; at places where they collide it says what theirs says. */
  readonly merged: {
    readonly table: RoutingTable
    readonly text: string
    /** Rules that it breaks although each of the two may have kept them. */
    readonly faults: readonly TableFault[]
  }
}

export async function tableConflict(
  about: { readonly over: TableConflict['over']; readonly theirs: Theirs },
  tables: { readonly base: RoutingTable; readonly theirs: RoutingTable; readonly yours: RoutingTable },
  write: (table: RoutingTable) => Promise<string>,
): Promise<TableConflict> {
  const { table, changes } = mergeTables(tables.base, tables.theirs, tables.yours)
  return { ...about, changes, merged: { table, text: await write(table), faults: validateRoutingTable(table) } }
}
