import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'

/** Immutable: triggers of a migration refuse every update and delete. */
export const routingVersions = sqliteTable('routing_versions', {
  number: integer('number').primaryKey(),
  table: text('table', { mode: 'json' }).$type<RoutingTable>().notNull(),
  digest: text('digest').notNull(),
  publishedAt: integer('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
  reason: text('reason').notNull(),
})
