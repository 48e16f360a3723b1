import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DraftRevision } from '../../../application/ports/draft-store.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'

/** Revisions of the one draft. Of one that has ended only that is kept: who ended it, and when. */
export const routingDrafts = sqliteTable('routing_drafts', {
  revision: integer('revision').primaryKey(),
  state: text('state').$type<DraftRevision['state']>().notNull(),
  table: text('table', { mode: 'json' }).$type<RoutingTable>(),
  text: text('text'),
  base: integer('base'),
  changedAt: integer('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})
