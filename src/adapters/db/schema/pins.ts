import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** PINs of the centre's people, hashed. */
export const pins = sqliteTable('pins', {
  person: text('person').primaryKey(),
  revision: integer('revision').notNull(),
  hash: text('hash').notNull(),
  setAt: integer('set_at').notNull(),
  setBy: text('set_by').notNull(),
  wrong: integer('wrong').notNull(),
  lockedUntil: integer('locked_until'),
})
