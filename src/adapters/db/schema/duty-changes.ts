import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Roster } from '../../../domain/roster/roster.ts'
import type { TimedOverride } from '../../../domain/routing/duty.ts'

/**
 * Every change of the duty, one a revision: how a roster or a timed override stands since then. Append-only: triggers of a
 * migration refuse every update and delete, so that each revision can be read again.
 */
export const dutyChanges = sqliteTable(
  'duty_changes',
  {
    revision: integer('revision').primaryKey(),
    kind: text('kind').$type<'roster' | 'override'>().notNull(),
    /** Id of the roster or the override. */
    thing: text('thing').notNull(),
    /** null: it is deleted. */
    document: text('document', { mode: 'json' }).$type<Roster | TimedOverride>(),
    /** From when on an override no longer counts; null: a roster. */
    overAt: integer('over_at'),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (table) => [
    index('duty_changes_thing').on(table.kind, table.thing, table.revision),
    index('duty_changes_at').on(table.changedAt),
  ],
)
