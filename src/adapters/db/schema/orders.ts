import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import {
  type OrderReturn,
  type OrderRuling,
  type OrderStatus,
  overOrderStatuses,
  type SkippedStep,
} from '../../../domain/dispatch/order-record.ts'
import { cases } from './cases.ts'

/** The open orders; see `isOpenCase` for why it is spelled out. */
export const isOpenOrder = overOrderStatuses.map((status) => `status <> '${status}'`).join(' AND ')

export const orders = sqliteTable(
  'orders',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    revision: integer('revision').notNull(),
    unit: text('unit').notNull(),
    code: text('code'),
    lead: integer('lead', { mode: 'boolean' }).notNull(),
    staysResponsibleSince: integer('stays_responsible_since'),
    designated: text('designated'),
    status: text('status').$type<OrderStatus>().notNull(),
    issuedAt: integer('issued_at').notNull(),
    notifiedAt: integer('notified_at'),
    acceptedAt: integer('accepted_at'),
    acceptedBy: text('accepted_by'),
    arrivedAt: integer('arrived_at'),
    situationAt: integer('situation_at'),
    situationRef: text('situation_ref'),
    completedAt: integer('completed_at'),
    fedBackAt: integer('fed_back_at'),
    closedAt: integer('closed_at'),
    withdrawnAt: integer('withdrawn_at'),
    returned: text('returned', { mode: 'json' }).$type<OrderReturn>(),
    ruling: text('ruling', { mode: 'json' }).$type<OrderRuling>(),
    resultRef: text('result_ref'),
    skipped: text('skipped', { mode: 'json' }).$type<readonly SkippedStep[]>().notNull(),
    sentBack: integer('sent_back'),
  },
  (table) => [
    index('orders_case').on(table.caseId, table.issuedAt),
    uniqueIndex('orders_open_code').on(table.unit, table.code).where(sql.raw(isOpenOrder)),
    index('orders_unit').on(table.unit, table.caseId),
    index('orders_status').on(table.status),
  ],
)
