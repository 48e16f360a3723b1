import type { RecordedLine } from '../../domain/record/record-commit.ts'
import type { RecordedPart } from '../../domain/record/recorded-row.ts'

/** What the timeline tells of a case and what the tables hold of it, read at one instant. */
export type CaseInRecord = {
  readonly caseId: string
  /** In the order in which they were written. */
  readonly lines: readonly RecordedLine[]
  /** As the tables have them, in the part that is recorded. */
  readonly rows: readonly RecordedPart[]
}

/** Reads the record beside the tables. */
export interface RecordReader {
  /** A part of the cases, in the order of their ids, from behind `after` on (null: from the first). Empty: there are no more. */
  cases(after: string | null, limit: number): Promise<readonly CaseInRecord[]>
  /** null: there is no such case. */
  ofCase(caseId: string): Promise<CaseInRecord | null>
}
