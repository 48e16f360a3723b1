import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { CaseOrigin, CaseStatus } from '../../../domain/case/case-record.ts'
import { idColumn } from './id-column.ts'

/**
 * Cases that have been over for a while, each with all that hangs on it in one compressed piece (`content`), and what they
 * are listed and found by. A case is either here or in `cases`, never in both. Triggers of a migration refuse every
 * update, and a delete that would lose a line of the timeline.
 */
export const packedCases = sqliteTable(
  'packed_cases',
  {
    key: integer('key').primaryKey(),
    id: idColumn('id').notNull(),
    number: integer('number').notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    category: text('category'),
    origin: text('origin').$type<CaseOrigin>().notNull(),
    openedAt: integer('opened_at').notNull(),
    callerRef: idColumn('caller_ref'),
    /** null: none, or the one who called. */
    callBackRef: idColumn('call_back_ref'),
    /** 1: it was serious; null: it was not. */
    serious: integer('serious'),
    /** How many lines of the timeline are in the content. */
    lines: integer('lines').notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    uniqueIndex('packed_cases_id').on(table.id),
    uniqueIndex('packed_cases_number').on(table.number),
    index('packed_cases_status').on(table.status, table.openedAt, table.id),
    index('packed_cases_category').on(table.category, table.status, table.openedAt, table.id),
    /** Most cases are a citizen's: those are found by what they have else. */
    index('packed_cases_origin')
      .on(table.origin, table.status, table.openedAt, table.id)
      .where(sql`origin <> 'citizen'`),
    index('packed_cases_serious').on(table.status, table.openedAt, table.id).where(sql`serious IS NOT NULL`),
    index('packed_cases_caller').on(table.callerRef),
    index('packed_cases_call_back').on(table.callBackRef).where(sql`call_back_ref IS NOT NULL`),
  ],
)

/** Which units had an order on a packed case, in the order in which they are listed. */
export const packedUnits = sqliteTable(
  'packed_units',
  {
    unit: text('unit').notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    openedAt: integer('opened_at').notNull(),
    caseId: idColumn('case_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.unit, table.status, table.openedAt, table.caseId] })],
)

/** Which packed case an order belongs to. */
export const packedOrders = sqliteTable('packed_orders', {
  id: idColumn('id').primaryKey(),
  /** Key of the packed case. */
  packed: integer('packed').notNull(),
})
