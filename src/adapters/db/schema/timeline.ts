import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RowChanges } from '../../../domain/record/row-changes.ts'
import { cases } from './cases.ts'

/** Append-only: triggers of a migration refuse every update and delete. */
export const timeline = sqliteTable(
  'timeline',
  {
    /** Order in which the lines were written: several have the same instant. */
    sequence: integer('sequence').primaryKey(),
    id: text('id').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    what: text('what').notNull(),
    refs: text('refs', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    before: text('before', { mode: 'json' }).$type<unknown>(),
    after: text('after', { mode: 'json' }).$type<unknown>(),
    why: text('why'),
    /** What the commit did to rows: the record that the tables can be rebuilt from. */
    rows: text('rows', { mode: 'json' }).$type<RowChanges>(),
  },
  (table) => [index('timeline_case').on(table.caseId, table.at)],
)
