import { and, asc, eq, gt, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { MessageReader, Page, PageRequest } from '../../application/ports/ledger.ts'
import { seconds } from '../../domain/instant.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import { longestWaitSeconds } from '../../domain/messaging/next-attempt.ts'
import type { DatabaseHandle } from './open-database.ts'
import { packedCasesOf } from './packed/packed-cases.ts'
import { newestFirst, type PageKey, pageOf, readCursor, toPage } from './page.ts'
import { isWaitingMessage, messages } from './schema/messages.ts'

/** Messages of a case that is packed: a page of a list in memory. */
function pageOfPacked(
  all: readonly MessageRecord[],
  status: string | undefined,
  { cursor, limit }: PageRequest,
): Page<MessageRecord> {
  const after = cursor === null ? undefined : readCursor(cursor)
  if (after === null) return { items: [], nextCursor: null }
  const keyOf = (row: MessageRecord): PageKey => ({ at: row.createdAt, id: row.id })
  const isBehind = ({ createdAt, id }: MessageRecord): boolean =>
    after === undefined || createdAt < after.at || (createdAt === after.at && id < after.id)
  const wanted = all.filter((row) => (status === undefined || row.status === status) && isBehind(row))
  const byId = new Map(wanted.map((row) => [row.id, row]))
  const rows = newestFirst(wanted.map(keyOf)).flatMap(({ id }) => byId.get(id) ?? [])
  return toPage(rows, limit, keyOf)
}

/**
 * Reads of the outbox. A message in a sender's hands (`sending`) has not left either: its sender may have died. Those of a
 * packed case are found by their case alone.
 */
export function createMessageReader({ orm, sqlite }: DatabaseHandle): MessageReader {
  const byId = orm
    .select()
    .from(messages)
    .where(eq(messages.id, sql.placeholder('id')))
    .prepare()
  const byReference = orm
    .select()
    .from(messages)
    .where(
      and(eq(messages.reference, sql.placeholder('reference')), eq(messages.transport, sql.placeholder('transport'))),
    )
    .prepare()
  // One priority at a time: only so does the index give them in order, however many wait.
  const due = orm
    .select()
    .from(messages)
    .where(
      and(
        sql.raw(`(${isWaitingMessage})`),
        eq(messages.priority, sql.placeholder('priority')),
        lte(messages.nextAttemptAt, sql.placeholder('now')),
      ),
    )
    .orderBy(asc(messages.nextAttemptAt))
    .limit(sql.placeholder('limit'))
    .prepare()
  const misplanned = orm
    .select()
    .from(messages)
    .where(
      and(
        sql.raw(`(${isWaitingMessage})`),
        eq(messages.priority, sql.placeholder('priority')),
        gt(messages.nextAttemptAt, sql.placeholder('horizon')),
        sql`${messages.status} = 'pending'`,
        or(gt(messages.attempts, 0), gt(messages.createdAt, sql.placeholder('now'))),
      ),
    )
    .orderBy(asc(messages.nextAttemptAt))
    .limit(sql.placeholder('limit'))
    .prepare()
  const pendingWithKey = orm
    .select()
    .from(messages)
    .where(
      and(
        gte(messages.dedupeKey, sql.placeholder('from')),
        lt(messages.dedupeKey, sql.placeholder('to')),
        sql`${messages.status} = 'pending'`,
      ),
    )
    .prepare()
  const waiting = sqlite.prepare<[], number>(`SELECT count(*) FROM messages WHERE ${isWaitingMessage}`).pluck()
  const oldest = sqlite
    .prepare<[], number | null>(`SELECT min(created_at) FROM messages WHERE ${isWaitingMessage}`)
    .pluck()
  const packed = packedCasesOf({ orm, sqlite })
  return {
    pendingWithKey: async (prefix) => pendingWithKey.all({ from: prefix, to: `${prefix}\u{10FFFF}` }),
    async list(filter, page) {
      const content = filter.caseId === undefined ? null : packed.byId(filter.caseId)
      if (content !== null) return pageOfPacked(content.messages, filter.status, page)
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
    byId: async (id) => byId.get({ id }) ?? null,
    async usedKeys(keys) {
      const rows = orm
        .select({ key: messages.dedupeKey })
        .from(messages)
        .where(inArray(messages.dedupeKey, [...keys]))
        .all()
      return new Set(rows.map(({ key }) => key))
    },
    byReference: async (transport, reference) => byReference.get({ transport, reference }) ?? null,
    async due(priorities, now, limit) {
      const found: MessageRecord[] = []
      const left = () => limit - found.length
      for (const priority of priorities) if (left() > 0) found.push(...due.all({ priority, now, limit: left() }))
      const horizon = now + seconds(longestWaitSeconds)
      for (const priority of priorities) {
        if (left() > 0) found.push(...misplanned.all({ priority, now, horizon, limit: left() }))
      }
      return found
    },
    countWaiting: async () => waiting.get() ?? 0,
    oldestPending: async () => oldest.get() ?? null,
  }
}
