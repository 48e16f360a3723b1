import type { AuditedChange } from '../audit-entry.ts'
import type { RoutingTable } from '../routing-table.ts'
import { mergeValues, type PlaceChange } from './merge-values.ts'

export type TableMerge = {
  /** With both changes in it; where they collide, theirs. */
  readonly table: RoutingTable
  /** Every place that either has changed, in the order of the table. */
  readonly changes: readonly PlaceChange[]
}

/**
 * Two people have changed the same table. Promise to both: no update is lost. What touches different places is merged; where
 * they touch the same place differently, both values are told.
 */
export function mergeTables(base: RoutingTable, theirs: RoutingTable, yours: RoutingTable): TableMerge {
  const changes: PlaceChange[] = []
  const merged = mergeValues(base, theirs, yours, '', (change) => changes.push(change))
  return { table: merged as RoutingTable, changes }
}

/** The places in which a table differs from the one before. Where a list was put in another order, that is one place. */
export const changesBetween = (before: RoutingTable, after: RoutingTable): readonly AuditedChange[] =>
  changesOf('', before, after)

/** The same of any part of a document that stands at a place; undefined: nothing stands there. */
export function changesOf(place: string, before: unknown, after: unknown): readonly AuditedChange[] {
  const changes: AuditedChange[] = []
  mergeValues(before, after, before, place, (change) =>
    changes.push({ place: change.place, before: change.base, after: change.theirs }),
  )
  return changes
}
