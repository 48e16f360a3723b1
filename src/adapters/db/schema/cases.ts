import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { CaseOrigin, CaseStatus, SeriousMark, Supervision } from '../../../domain/case/case-record.ts'
import type { Urgency } from '../../../domain/routing/routing-table.ts'

/** Statuses in which something is still owed to the citizen. */
export const openCaseStatuses = [
  'open',
  'dispatched',
  'handling',
  'handled',
  'reopened',
] as const satisfies readonly CaseStatus[]

/**
 * The open cases. Spelled as ORs of literals because SQLite uses a partial index only where it can prove its condition,
 * which it can neither through IN nor through a bound value.
 */
export const isOpenCase = openCaseStatuses.map((status) => `status = '${status}'`).join(' OR ')

/** Written the same in an index and in a query, so that SQLite sees that they belong together. */
export const isSeriousCase = 'serious IS NOT NULL'
export const isSupervisedCase = 'supervision IS NOT NULL'

export const cases = sqliteTable(
  'cases',
  {
    id: text('id').primaryKey(),
    /** null only within the transaction that inserts the row. */
    number: text('number'),
    revision: integer('revision').notNull(),
    category: text('category'),
    answer: text('answer'),
    area: text('area'),
    origin: text('origin').$type<CaseOrigin>().notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    urgency: text('urgency').$type<Urgency>().notNull(),
    /** References to personal rows are no foreign keys: a person can be erased while the record stays. */
    callerRef: text('caller_ref'),
    callBackRef: text('call_back_ref'),
    language: text('language').notNull(),
    routingVersion: integer('routing_version').notNull(),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
    referredTo: text('referred_to'),
    serious: text('serious', { mode: 'json' }).$type<readonly SeriousMark[]>(),
    supervision: text('supervision', { mode: 'json' }).$type<Supervision>(),
  },
  (table) => [
    uniqueIndex('cases_number').on(table.number),
    index('cases_opened').on(table.openedAt, table.id),
    index('cases_open').on(table.status, table.openedAt, table.id).where(sql.raw(isOpenCase)),
    index('cases_serious').on(table.openedAt, table.id).where(sql.raw(isSeriousCase)),
    index('cases_supervised').on(table.openedAt, table.id).where(sql.raw(isSupervisedCase)),
    index('cases_category').on(table.category, table.openedAt, table.id),
    index('cases_caller').on(table.callerRef),
    index('cases_call_back').on(table.callBackRef),
    /** What may be packed, the longest over first. */
    index('cases_over').on(table.closedAt).where(sql`closed_at IS NOT NULL`),
  ],
)
