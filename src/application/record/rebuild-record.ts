/**
 * The proof that the timeline holds everything: the tables are rebuilt from it alone, into a place of their own, and every
 * row there is compared with the row that is stored. Case by case, so that it takes no more memory for millions of them,
 * and while the server runs: the lines and rows of a case are read at one instant.
 */
import { compareRows, type Difference } from '../../domain/record/compare-rows.ts'
import { rebuildRows } from '../../domain/record/rebuild-rows.ts'
import { type RecordedTable, recordedTables } from '../../domain/record/recorded-row.ts'
import type { CaseInRecord, RecordReader } from '../ports/record-reader.ts'

export type RebuildDeps = {
  readonly record: RecordReader
  /** Where the tables are rebuilt: writes whole cases, all or nothing. */
  readonly write: (cases: readonly Pick<CaseInRecord, 'lines' | 'rows'>[]) => void
  /** Reads there what was written. */
  readonly rebuilt: RecordReader
  /** Is told of each difference when it is found. */
  readonly tell: (difference: Difference) => void
}

export type Rebuilt = {
  readonly cases: number
  readonly lines: number
  /** Rows that were rebuilt, by table. */
  readonly rows: Readonly<Record<RecordedTable, number>>
  readonly differences: number
}

/** Cases that are in memory at once. */
const casesAtOnce = 200

/** Rebuilds every case and compares it. */
export async function rebuildRecord({ record, write, rebuilt, tell }: RebuildDeps): Promise<Rebuilt> {
  const rows = Object.fromEntries(recordedTables.map((table) => [table, 0])) as Record<RecordedTable, number>
  const found = { cases: 0, lines: 0, differences: 0 }
  for (let after: string | null = null; ; ) {
    const stored = await record.cases(after, casesAtOnce)
    if (stored.length === 0) return { ...found, rows }
    write(stored.map(({ lines }) => ({ lines, rows: rebuildRows(lines) })))
    const made = new Map((await rebuilt.cases(after, casesAtOnce)).map((one) => [one.caseId, one.rows]))
    for (const one of stored) {
      const again = made.get(one.caseId) ?? []
      for (const { table } of again) rows[table] += 1
      for (const difference of compareRows(again, one.rows)) {
        found.differences += 1
        tell(difference)
      }
      found.cases += 1
      found.lines += one.lines.length
    }
    after = stored.at(-1)?.caseId ?? null
  }
}
