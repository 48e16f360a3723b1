import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CallKind, CallResult } from '../../../domain/call/call-record.ts'
import type { CallState } from '../../../domain/call/call-state.ts'

export const calls = sqliteTable(
  'calls',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<CallKind>().notNull(),
    dialled: text('dialled'),
    line: text('line').notNull(),
    language: text('language').notNull(),
    callerRef: text('caller_ref'),
    routingVersion: integer('routing_version').notNull(),
    /** Before there were rosters: 0, as where none was written. */
    dutyRevision: integer('duty_revision').notNull().default(0),
    node: text('node').notNull(),
    holder: text('holder').notNull(),
    /** Of a case that may be packed: triggers see that it is there. */
    caseId: text('case_id'),
    openedAt: integer('opened_at').notNull(),
    answeredAt: integer('answered_at'),
    chosenAt: integer('chosen_at'),
    rangAt: integer('rang_at'),
    connectedAt: integer('connected_at'),
    endedAt: integer('ended_at'),
    /** Both parts of the termination, or neither. */
    result: text('result').$type<CallResult>(),
    reason: text('reason'),
  },
  (table) => [
    index('calls_opened').on(table.openedAt, table.id),
    index('calls_open').on(table.openedAt, table.id).where(sql`ended_at IS NULL`),
    index('calls_case').on(table.caseId, table.openedAt),
    index('calls_result').on(table.result, table.openedAt, table.id),
  ],
)

/**
 * Where the open calls stand. A table of its own: these rows are large, are rewritten with every transition and vanish
 * with the call, and would leave the calls' pages half empty for ever.
 */
export const callSnapshots = sqliteTable('call_snapshots', {
  callId: text('call_id')
    .primaryKey()
    .references(() => calls.id),
  state: text('state', { mode: 'json' }).$type<CallState>().notNull(),
})
