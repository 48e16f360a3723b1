import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { CallReader } from '../../application/ports/ledger.ts'
import { callRecord } from './call-row.ts'
import type { DatabaseHandle } from './open-database.ts'
import { pageOf, toPage } from './page.ts'
import { callLog } from './schema/call-log.ts'
import { callSnapshots, calls } from './schema/calls.ts'
import { recordings } from './schema/recordings.ts'

/** Reads of calls. `open` gives the calls that have a snapshot, oldest first: a call is over when its snapshot is gone. */
export function createCallReader({ orm }: DatabaseHandle): CallReader {
  const id = sql.placeholder('id')
  const byId = orm.select().from(calls).where(eq(calls.id, id)).prepare()
  const open = orm
    .select({ call: calls, state: callSnapshots.state })
    .from(callSnapshots)
    // In SQLite a cross join fixes the order of the loops: the few snapshots first, never the calls of all years.
    .crossJoin(calls)
    .where(eq(calls.id, callSnapshots.callId))
    .orderBy(asc(calls.openedAt), asc(calls.id))
    .prepare()
  const log = orm.select().from(callLog).where(eq(callLog.callId, id)).orderBy(asc(callLog.sequence)).prepare()
  const recording = orm.select().from(recordings).where(eq(recordings.name, id)).prepare()
  return {
    async byId(callId) {
      const row = byId.get({ id: callId })
      return row === undefined ? null : callRecord(row)
    },
    async list(filter, page) {
      const { after, order, fetch } = pageOf(calls.openedAt, calls.id, page)
      const rows = orm
        .select()
        .from(calls)
        .where(
          and(
            filter.open === undefined ? undefined : filter.open ? isNull(calls.endedAt) : isNotNull(calls.endedAt),
            filter.result === undefined ? undefined : sql`${calls.result} = ${filter.result}`,
            filter.caseId === undefined ? undefined : eq(calls.caseId, filter.caseId),
            filter.openedFrom === undefined ? undefined : gte(calls.openedAt, filter.openedFrom),
            filter.openedTo === undefined ? undefined : lt(calls.openedAt, filter.openedTo),
            after,
          ),
        )
        .orderBy(...order)
        .limit(fetch)
        .all()
      return toPage(rows.map(callRecord), page.limit, (row) => ({ at: row.openedAt, id: row.id }))
    },
    open: async () => open.all().map(({ call, state }) => ({ call: callRecord(call), state })),
    log: async (callId) => log.all({ id: callId }).map(({ sequence: _, ...line }) => line),
    recording: async (name) => recording.get({ id: name }) ?? null,
  }
}
