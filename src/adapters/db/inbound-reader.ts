import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { InboundReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { pageOf, toPage } from './page.ts'
import { inboundMessages } from './schema/inbound-messages.ts'

/** Reads of the messages that came in. */
export function createInboundReader({ orm, sqlite }: DatabaseHandle): InboundReader {
  const byTransportId = orm
    .select()
    .from(inboundMessages)
    .where(
      and(
        eq(inboundMessages.transport, sql.placeholder('transport')),
        eq(inboundMessages.transportId, sql.placeholder('transportId')),
      ),
    )
    .prepare()
  const unhandled = orm
    .select()
    .from(inboundMessages)
    .where(isNull(inboundMessages.handledAt))
    .orderBy(asc(inboundMessages.receivedAt), asc(inboundMessages.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  // The cross join fixes the order of the loops: the rows of one number first, never the messages of all years.
  const countFrom = sqlite
    .prepare<[string, number, string], number>(
      `SELECT count(*) FROM personal CROSS JOIN inbound_messages ON inbound_messages.from_ref = personal.id
       WHERE personal.kind = 'phone' AND personal.value = ? AND inbound_messages.received_at >= ?
       AND inbound_messages.outcome IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  return {
    byTransportId: async (transport, transportId) => byTransportId.get({ transport, transportId }) ?? null,
    unhandled: async (limit) => unhandled.all({ limit }),
    countFrom: async (number, since, outcomes) => countFrom.get(number, since, JSON.stringify(outcomes)) ?? 0,
    async list(filter, page) {
      const { after, order, fetch } = pageOf(inboundMessages.receivedAt, inboundMessages.id, page)
      const rows = orm
        .select()
        .from(inboundMessages)
        .where(
          and(
            filter.outcome === undefined ? undefined : sql`${inboundMessages.outcome} = ${filter.outcome}`,
            filter.caseId === undefined ? undefined : eq(inboundMessages.caseId, filter.caseId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(fetch)
        .all()
      return toPage(rows, page.limit, (row) => ({ at: row.receivedAt, id: row.id }))
    },
  }
}
