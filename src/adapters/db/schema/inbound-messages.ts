import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { InboundOutcome } from '../../../domain/messaging/inbound-record.ts'

export const inboundMessages = sqliteTable(
  'inbound_messages',
  {
    id: text('id').primaryKey(),
    transport: text('transport').notNull(),
    /** The transport's own id of the message: the same one may come in twice. */
    transportId: text('transport_id').notNull(),
    fromRef: text('from_ref').notNull(),
    textRef: text('text_ref').notNull(),
    receivedAt: integer('received_at').notNull(),
    handledAt: integer('handled_at'),
    outcome: text('outcome').$type<InboundOutcome>(),
    orderId: text('order_id'),
    caseId: text('case_id'),
  },
  (table) => [
    uniqueIndex('inbound_transport_id').on(table.transport, table.transportId),
    /** What is still to be understood. */
    index('inbound_unhandled').on(table.receivedAt, table.id).where(sql`handled_at IS NULL`),
    index('inbound_received').on(table.receivedAt, table.id),
    index('inbound_from').on(table.fromRef, table.receivedAt),
  ],
)
