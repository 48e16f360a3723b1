import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How far retention has come: the personal data of this kind is erased of cases that were closed up to then. */
export const erasureProgress = sqliteTable('erasure_progress', {
  kind: text('kind').primaryKey(),
  closedTo: integer('closed_to').notNull(),
})
