import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RecordEvent } from '../../../domain/record/record-event.ts'

/** The latest changes, for those who follow them; the record itself is the timeline. Nothing personal. */
export const events = sqliteTable('events', {
  /** Order of the commits; never given twice, since the newest row is never dropped. */
  sequence: integer('sequence').primaryKey(),
  at: integer('at').notNull(),
  caseId: text('case_id'),
  event: text('event', { mode: 'json' }).$type<Omit<RecordEvent, 'at' | 'caseId'>>().notNull(),
})
