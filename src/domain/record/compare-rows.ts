import { keyOf } from './rebuild-rows.ts'
import type { RecordedPart, RecordedTable } from './recorded-row.ts'
import { isSame } from './row-changes.ts'

/** Where the tables are not what the record says. */
export type Difference = {
  readonly table: RecordedTable
  readonly id: string
  readonly caseId: string
  /** null: one of the two has no such row. */
  readonly field: string | null
  readonly recorded: unknown
  readonly stored: unknown
}

/** Every difference between the rows that the record tells and those that are stored, field by field. */
export function compareRows(recorded: readonly RecordedPart[], stored: readonly RecordedPart[]): readonly Difference[] {
  const byKey = new Map(stored.map((part) => [keyOf(part), part]))
  const found: Difference[] = []
  for (const part of recorded) {
    const other = byKey.get(keyOf(part))
    byKey.delete(keyOf(part))
    if (other === undefined) found.push({ ...named(part), field: null, recorded: 'there', stored: null })
    else found.push(...differencesOf(part, other))
  }
  for (const part of byKey.values()) found.push({ ...named(part), field: null, recorded: null, stored: 'there' })
  return found
}

const named = ({ table, id, caseId }: RecordedPart) => ({ table, id, caseId })

function differencesOf(recorded: RecordedPart, stored: RecordedPart): readonly Difference[] {
  const names = new Set([...Object.keys(recorded.fields), ...Object.keys(stored.fields)])
  const fields = [...names]
    .filter((field) => !isSame(recorded.fields[field], stored.fields[field]))
    .map((field) => ({
      ...named(stored),
      field,
      recorded: recorded.fields[field] ?? null,
      stored: stored.fields[field] ?? null,
    }))
  if (recorded.caseId === stored.caseId) return fields
  return [{ ...named(stored), field: 'caseId', recorded: recorded.caseId, stored: stored.caseId }, ...fields]
}
