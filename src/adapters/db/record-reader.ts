import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { CaseInRecord, RecordReader } from '../../application/ports/record-reader.ts'
import { type RecordedRow, recordedPart } from '../../domain/record/recorded-row.ts'
import { callRecord } from './call-row.ts'
import type { DatabaseHandle } from './open-database.ts'
import { packedCasesOf } from './packed/packed-cases.ts'
import { idOfStored, storedId } from './packed/stored-id.ts'
import { calls } from './schema/calls.ts'
import { cases } from './schema/cases.ts'
import { deadlines } from './schema/deadlines.ts'
import { messages } from './schema/messages.ts'
import { orders } from './schema/orders.ts'
import { recordings } from './schema/recordings.ts'
import { timeline } from './schema/timeline.ts'

/** Reads the record and the tables beside each other; each part of the cases as they are at one instant. */
export function createRecordReader({ orm, sqlite }: Pick<DatabaseHandle, 'orm' | 'sqlite'>): RecordReader {
  const id = sql.placeholder('id')
  const { sequence, ...lineColumns } = getTableColumns(timeline)
  const lines = orm.select(lineColumns).from(timeline).where(eq(timeline.caseId, id)).orderBy(sequence).prepare()
  const stored = {
    case: orm.select().from(cases).where(eq(cases.id, id)).prepare(),
    order: orm.select().from(orders).where(eq(orders.caseId, id)).prepare(),
    deadline: orm.select().from(deadlines).where(eq(deadlines.caseId, id)).prepare(),
    message: orm.select().from(messages).where(eq(messages.caseId, id)).prepare(),
    recording: orm.select().from(recordings).where(eq(recordings.caseId, id)).prepare(),
    call: orm.select().from(calls).where(eq(calls.caseId, id)).prepare(),
  }
  const packed = packedCasesOf({ orm, sqlite })
  /** What the tables have of a case, and its lines; a packed one has both in its content. */
  const readCase = (caseId: string): CaseInRecord => {
    const key = { id: caseId }
    const content = packed.byId(caseId)
    const rows: readonly RecordedRow[] = [
      ...(content ? [content.case] : stored.case.all(key)).map((row) => ({ table: 'case', row }) as const),
      ...(content?.orders ?? stored.order.all(key)).map((row) => ({ table: 'order', row }) as const),
      ...(content?.deadlines ?? stored.deadline.all(key)).map((row) => ({ table: 'deadline', row }) as const),
      ...(content?.messages ?? stored.message.all(key)).map((row) => ({ table: 'message', row }) as const),
      ...stored.recording.all(key).map((row) => ({ table: 'recording', row }) as const),
      ...stored.call.all(key).map((row) => ({ table: 'call', row: callRecord(row) }) as const),
    ]
    return {
      caseId,
      lines: content?.lines.map(({ sequence: _, ...line }) => line) ?? lines.all(key),
      rows: rows.map(recordedPart).filter((part) => part !== null),
    }
  }
  /** Cases that lines tell of and cases that are stored: neither may be missing. */
  const idsAfter = sqlite
    .prepare<{ after: string; limit: number }, string>(
      `SELECT id FROM cases WHERE id > :after UNION SELECT case_id FROM timeline WHERE case_id > :after ORDER BY 1 LIMIT :limit`,
    )
    .pluck()
  const packedAfter = sqlite
    .prepare<[Buffer | string, number], Buffer | string>('SELECT id FROM packed_cases WHERE id > ? ORDER BY id LIMIT ?')
    .pluck()
  const read = sqlite.transaction((after: string, limit: number): readonly CaseInRecord[] =>
    [...idsAfter.all({ after, limit }), ...packedAfter.all(storedId(after), limit).map(idOfStored)]
      .sort()
      .slice(0, limit)
      .map(readCase),
  )
  const readOne = sqlite.transaction((caseId: string): CaseInRecord | null => {
    const found = readCase(caseId)
    return found.lines.length + found.rows.length === 0 ? null : found
  })
  return { cases: async (after, limit) => read(after ?? '', limit), ofCase: async (caseId) => readOne(caseId) }
}
