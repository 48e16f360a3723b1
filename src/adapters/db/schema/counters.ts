import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Last sequence given to a case of a local day (`YYMMDD`). Kept apart from the cases, so that no number comes twice. */
export const caseCounters = sqliteTable('case_counters', {
  day: text('day').primaryKey(),
  last: integer('last').notNull(),
})

/** Last code given to an order of a unit: the next one goes on from there, so that a code rests before it comes again. */
export const codeCounters = sqliteTable('code_counters', {
  unit: text('unit').primaryKey(),
  last: integer('last').notNull(),
})
