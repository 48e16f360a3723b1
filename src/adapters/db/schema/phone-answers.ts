import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { calls } from './calls.ts'

/** When somebody last answered each telephone of ours. */
export const phoneAnswers = sqliteTable('phone_answers', {
  number: text('number').primaryKey(),
  person: text('person').notNull(),
  at: integer('at').notNull(),
  callId: text('call_id')
    .notNull()
    .references(() => calls.id),
})
