import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { MessageStatus } from '../../../domain/messaging/message-record.ts'
import { cases } from './cases.ts'
import { orders } from './orders.ts'

/** Messages that have not left: waiting, or in a sender's hands. */
export const isWaitingMessage = `status = 'pending' OR status = 'sending'`

export const messages = sqliteTable(
  'messages',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    toRef: text('to_ref').notNull(),
    language: text('language').notNull(),
    variables: text('variables', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    priority: integer('priority').notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    caseId: text('case_id').references(() => cases.id),
    orderId: text('order_id').references(() => orders.id),
    createdAt: integer('created_at').notNull(),
    nextAttemptAt: integer('next_attempt_at'),
    attempts: integer('attempts').notNull(),
    expiresAt: integer('expires_at').notNull(),
    detail: text('detail'),
  },
  (table) => [
    uniqueIndex('messages_dedupe').on(table.dedupeKey),
    index('messages_due').on(table.nextAttemptAt, table.priority).where(sql`status = 'pending'`),
    index('messages_waiting').on(table.createdAt).where(sql.raw(isWaitingMessage)),
    index('messages_created').on(table.createdAt, table.id),
    index('messages_case').on(table.caseId, table.createdAt),
  ],
)
