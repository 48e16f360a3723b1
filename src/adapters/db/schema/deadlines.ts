import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DeadlineKind, DeadlineReason, DeadlineStatus } from '../../../domain/clocks/deadline-record.ts'
import { cases } from './cases.ts'
import { orders } from './orders.ts'

export const deadlines = sqliteTable(
  'deadlines',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    orderId: text('order_id').references(() => orders.id),
    kind: text('kind').$type<DeadlineKind>().notNull(),
    due: integer('due').notNull(),
    status: text('status').$type<DeadlineStatus>().notNull(),
    settledAt: integer('settled_at'),
    reason: text('reason', { mode: 'json' }).$type<DeadlineReason>().notNull(),
  },
  (table) => [
    /** What a tick asks for; stays as small as the number of clocks that run. */
    index('deadlines_running').on(table.due, table.id).where(sql`status = 'running'`),
    index('deadlines_case').on(table.caseId, table.due),
  ],
)
