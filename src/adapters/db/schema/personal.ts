import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PersonalRecord } from '../../../domain/case/case-record.ts'
import { idColumn } from './id-column.ts'

/** The only table with personal data that lasts; an erased row stays, without its value. */
export const personal = sqliteTable(
  'personal',
  {
    id: idColumn('id').primaryKey(),
    kind: text('kind').$type<PersonalRecord['kind']>().notNull(),
    value: text('value'),
    at: integer('at').notNull(),
  },
  (table) => [index('personal_phone').on(table.value).where(sql`kind = 'phone'`)],
)
