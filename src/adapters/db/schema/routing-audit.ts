import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AuditAct, AuditedChange } from '../../../domain/routing/audit-entry.ts'

/** Append-only: triggers of a migration refuse every update and delete. */
export const routingAudit = sqliteTable(
  'routing_audit',
  {
    /** Order in which the lines were written. */
    sequence: integer('sequence').primaryKey(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    what: text('what').$type<AuditAct>().notNull(),
    refs: text('refs', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    changes: text('changes', { mode: 'json' }).$type<readonly AuditedChange[]>().notNull(),
    moreChanges: integer('more_changes').notNull(),
    why: text('why'),
  },
  (table) => [index('routing_audit_what').on(table.what), index('routing_audit_at').on(table.at)],
)
