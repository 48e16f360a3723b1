import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RecordingRecord } from '../../../domain/call/call-record.ts'
import { calls } from './calls.ts'

export const recordings = sqliteTable(
  'recordings',
  {
    name: text('name').primaryKey(),
    kind: text('kind').$type<RecordingRecord['kind']>().notNull(),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id),
    /** Of a case that may be packed: triggers see that it is there. */
    caseId: text('case_id').notNull(),
    startedAt: integer('started_at').notNull(),
    seconds: integer('seconds'),
    status: text('status').$type<RecordingRecord['status']>().notNull(),
  },
  (table) => [index('recordings_case').on(table.caseId, table.startedAt), index('recordings_call').on(table.callId)],
)
