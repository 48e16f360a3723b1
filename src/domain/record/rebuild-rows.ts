import type { RecordedLine } from './record-commit.ts'
import { type Fields, type RecordedPart, recordedTables } from './recorded-row.ts'

/**
 * The rows of a case as its lines tell them.
 * @param lines of one case, in the order in which they were written.
 * @returns rows in the order in which they came up.
 */
export function rebuildRows(lines: Iterable<Pick<RecordedLine, 'caseId' | 'rows'>>): readonly RecordedPart[] {
  const rows = new Map<string, RecordedPart>()
  for (const { caseId, rows: changes } of lines) {
    for (const table of recordedTables) {
      for (const [id, fields] of Object.entries<Fields>(changes?.[table] ?? {})) {
        const key = keyOf({ table, id })
        rows.set(key, { table, id, caseId, fields: { ...rows.get(key)?.fields, ...fields } })
      }
    }
  }
  return [...rows.values()]
}

/** What names a row among those of all tables. */
export const keyOf = ({ table, id }: Pick<RecordedPart, 'table' | 'id'>): string => `${table} ${id}`
