import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CallRecord } from '../../domain/call/call-record.ts'
import type { RecordedLine } from '../../domain/record/record-commit.ts'
import type { RecordedPart, RecordedTable } from '../../domain/record/recorded-row.ts'
import { callRow } from './call-row.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { calls } from './schema/calls.ts'
import { cases } from './schema/cases.ts'
import { deadlines } from './schema/deadlines.ts'
import { messages } from './schema/messages.ts'
import { orders } from './schema/orders.ts'
import { recordings } from './schema/recordings.ts'
import { timeline } from './schema/timeline.ts'

/**
 * Writes rebuilt cases with their lines into a database that has none of them. What the record does not hold gets what a
 * new row has: a column that was added since then its default, tries of a message 0.
 */
export function createRecordWriter({ sqlite }: Pick<DatabaseHandle, 'sqlite'>) {
  // A row may refer to one that the record does not hold (yet): a recording to the call that goes on.
  sqlite.pragma('foreign_keys = OFF')
  const add: Readonly<Record<RecordedTable, (row: Record<string, unknown>) => void>> = {
    case: inserter(sqlite, cases),
    order: inserter(sqlite, orders),
    deadline: inserter(sqlite, deadlines),
    message: inserter(sqlite, messages, { attempts: 0 }),
    recording: inserter(sqlite, recordings),
    call: inserter(sqlite, calls),
  }
  const addLine = rowWriter(sqlite, timeline).insert
  return sqlite.transaction(
    (rebuilt: readonly { readonly lines: readonly RecordedLine[]; readonly rows: readonly RecordedPart[] }[]): void => {
      for (const { lines, rows } of rebuilt) {
        for (const part of rows) add[part.table](rowOf(part))
        for (const line of lines) addLine(line)
      }
    },
  )
}

function rowOf({ table, id, caseId, fields }: RecordedPart): Record<string, unknown> {
  if (table === 'case') return { ...fields, id }
  if (table === 'recording') return { ...fields, name: id, caseId }
  const row = { ...fields, id, caseId }
  return table === 'call' ? callRow(row as unknown as CallRecord) : row
}

function inserter<Table extends SQLiteTable>(
  sqlite: DatabaseHandle['sqlite'],
  table: Table,
  usual: Readonly<Record<string, unknown>> = {},
): (row: Record<string, unknown>) => void {
  const columns = Object.entries<SQLiteColumn>(getTableColumns(table) as Record<string, SQLiteColumn>)
  const { insert } = rowWriter(sqlite, table)
  return (row) => {
    const whole = columns.map(([field, column]) => [field, row[field] ?? usual[field] ?? column.default ?? null])
    insert(Object.fromEntries(whole) as Table['$inferInsert'])
  }
}
