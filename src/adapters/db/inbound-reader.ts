import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { InboundReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { idOfStored } from './packed/stored-id.ts'
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
  const refs = sqlite
    .prepare<[string], Buffer | string>(`SELECT id FROM personal WHERE kind = 'phone' AND value = ?`)
    .pluck()
  const countFrom = sqlite
    .prepare<[string, number, string], number>(
      `SELECT count(*) FROM inbound_messages WHERE from_ref IN (SELECT value FROM json_each(?)) AND received_at >= ?
       AND outcome IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  return {
    byTransportId: async (transport, transportId) => byTransportId.get({ transport, transportId }) ?? null,
    unhandled: async (limit) => unhandled.all({ limit }),
    countFrom: async (number, since, outcomes) =>
      countFrom.get(JSON.stringify(refs.all(number).map(idOfStored)), since, JSON.stringify(outcomes)) ?? 0,
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
