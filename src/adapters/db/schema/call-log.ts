import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { calls } from './calls.ts'

export const callLog = sqliteTable(
  'call_log',
  {
    /** Order in which the lines were written. */
    sequence: integer('sequence').primaryKey(),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id),
    at: integer('at').notNull(),
    event: text('event').notNull(),
    from: text('from').notNull(),
    to: text('to').notNull(),
    detail: text('detail', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [index('call_log_call').on(table.callId)],
)
