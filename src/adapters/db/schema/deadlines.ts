import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DeadlineKind } from '../../../domain/clocks/deadline-kind.ts'
import type { DeadlineReason, DeadlineStatus } from '../../../domain/clocks/deadline-record.ts'
import type { EscalationStep } from '../../../domain/routing/routing-table.ts'
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
    /** The defaults are for deadlines that started before there were ladders: they have none. */
    revision: integer('revision').notNull().default(1),
    ladder: text('ladder', { mode: 'json' }).$type<readonly EscalationStep[]>().notNull().default([]),
    stepsDone: integer('steps_done').notNull().default(0),
    nextStepAt: integer('next_step_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (table) => [
    /** What a tick asks for; stays as small as the number of steps that are still to come. */
    index('deadlines_step_due').on(table.nextStepAt, table.id).where(sql`next_step_at IS NOT NULL`),
    /** What the duty officer sees: the clocks that run. */
    index('deadlines_running').on(table.due, table.id).where(sql`status = 'running'`),
    index('deadlines_case').on(table.caseId, table.due),
    /** For the foreign key, when an order is packed. */
    index('deadlines_order').on(table.orderId).where(sql`order_id IS NOT NULL`),
  ],
)
