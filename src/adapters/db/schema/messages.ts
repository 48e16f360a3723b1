import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { MessageKind } from '../../../domain/messaging/message-kind.ts'
import type { ContactRef, MessageStatus } from '../../../domain/messaging/message-record.ts'
import { cases } from './cases.ts'
import { orders } from './orders.ts'

/** Messages that have not left: waiting, or in a sender's hands. */
export const isWaitingMessage = `status = 'pending' OR status = 'sending'`

export const messages = sqliteTable(
  'messages',
  {
    id: text('id').primaryKey(),
    revision: integer('revision').notNull().default(1),
    kind: text('kind').$type<MessageKind>().notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    toRef: text('to_ref').notNull(),
    who: text('who'),
    language: text('language').notNull(),
    variables: text('variables', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    variableRefs: text('variable_refs', { mode: 'json' })
      .$type<Readonly<Record<string, string>>>()
      .notNull()
      .default({}),
    priority: integer('priority').notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    caseId: text('case_id').references(() => cases.id),
    orderId: text('order_id').references(() => orders.id),
    createdAt: integer('created_at').notNull(),
    nextAttemptAt: integer('next_attempt_at'),
    attempts: integer('attempts').notNull(),
    unknownOutcomes: integer('unknown_outcomes').notNull().default(0),
    expiresAt: integer('expires_at').notNull(),
    nextContacts: text('next_contacts', { mode: 'json' }).$type<readonly ContactRef[]>().notNull().default([]),
    transport: text('transport'),
    reference: text('reference'),
    sentAt: integer('sent_at'),
    detail: text('detail'),
  },
  (table) => [
    uniqueIndex('messages_dedupe').on(table.dedupeKey),
    /** What a tick asks for, a priority at a time; stays as small as what waits. */
    index('messages_due').on(table.priority, table.nextAttemptAt).where(sql.raw(isWaitingMessage)),
    index('messages_waiting').on(table.createdAt).where(sql.raw(isWaitingMessage)),
    index('messages_created').on(table.createdAt, table.id),
    index('messages_case').on(table.caseId, table.createdAt),
    /** For the foreign key, when an order is packed. */
    index('messages_order').on(table.orderId).where(sql`order_id IS NOT NULL`),
    /** By what a receipt calls it. */
    index('messages_reference').on(table.reference).where(sql`reference IS NOT NULL`),
  ],
)
