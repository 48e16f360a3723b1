import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RecordingRecord } from '../../../domain/call/call-record.ts'
import { calls } from './calls.ts'
import { cases } from './cases.ts'

export const recordings = sqliteTable(
  'recordings',
  {
    name: text('name').primaryKey(),
    kind: text('kind').$type<RecordingRecord['kind']>().notNull(),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    startedAt: integer('started_at').notNull(),
    seconds: integer('seconds'),
    status: text('status').$type<RecordingRecord['status']>().notNull(),
  },
  (table) => [
    index('recordings_case').on(table.caseId, table.startedAt),
    index('recordings_call').on(table.callId),
    /** Files that are still to be deleted. */
    index('recordings_erasing').on(table.name).where(sql`status = 'erasing'`),
  ],
)
