import type { Fields, RecordedPart, RecordedTable } from './recorded-row.ts'

/**
 * What a commit did to the rows of a case: by table and id the fields that are different now, of a new row all that are not
 * null. Whole values, so that what a row was at any time follows from the lines up to then.
 */
export type RowChanges = { readonly [Table in RecordedTable]?: Readonly<Record<string, Fields>> }

/** Fields of `after` that are not as they were `before` (null: there was no such row); null: none. */
export function changedFields(before: Fields | null, after: Fields): Fields | null {
  const changed: Record<string, unknown> = {}
  let isAny = before === null
  for (const name in after) {
    const value = after[name]
    if (isSame(before?.[name], value)) continue
    changed[name] = value ?? null
    isAny = true
  }
  return isAny ? changed : null
}

/** Absent and null are the same; lists and objects are compared as they are written. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (one === null || one === undefined || other === null || other === undefined)
    return (one ?? null) === (other ?? null)
  return typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other)
}

/** Takes the change of one more row in. */
export const withRow = (changes: RowChanges, { table, id }: RecordedPart, fields: Fields): RowChanges => ({
  ...changes,
  [table]: { ...changes[table], [id]: fields },
})
