import { and, eq, sql } from 'drizzle-orm'
import type { MessageReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { pageOf, toPage } from './page.ts'
import { isWaitingMessage, messages } from './schema/messages.ts'

/** Reads of the outbox. A message in a sender's hands (`sending`) has not left either: its sender may have died. */
export function createMessageReader({ orm, sqlite }: DatabaseHandle): MessageReader {
  const oldest = sqlite
    .prepare<[], number | null>(`SELECT min(created_at) FROM messages WHERE ${isWaitingMessage}`)
    .pluck()
  return {
    async list(filter, page) {
      const { after, order, fetch } = pageOf(messages.createdAt, messages.id, page)
      const rows = orm
        .select()
        .from(messages)
        .where(
          and(
            filter.status === undefined ? undefined : sql`${messages.status} = ${filter.status}`,
            filter.caseId === undefined ? undefined : eq(messages.caseId, filter.caseId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(fetch)
        .all()
      return toPage(rows, page.limit, (row) => ({ at: row.createdAt, id: row.id }))
    },
    oldestPending: async () => oldest.get() ?? null,
  }
}
