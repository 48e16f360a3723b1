import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { AuditReader } from '../../application/ports/audit-reader.ts'
import type { DatabaseHandle } from './open-database.ts'
import { routingAudit } from './schema/routing-audit.ts'

/** Reads the audit. A cursor is the number of the last line of the page before; one that is none finds nothing. */
export function createAuditReader({ orm }: DatabaseHandle): AuditReader {
  return {
    async list(filter, { cursor, limit }) {
      const { what, by, from, until, about } = filter
      const before = cursor === null ? undefined : /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
      const rows = orm
        .select()
        .from(routingAudit)
        .where(
          and(
            before === undefined ? undefined : lt(routingAudit.sequence, before),
            what === undefined ? undefined : eq(routingAudit.what, what),
            by === undefined ? undefined : eq(routingAudit.by, by),
            from === undefined ? undefined : gte(routingAudit.at, from),
            until === undefined ? undefined : lt(routingAudit.at, until),
            about === undefined
              ? undefined
              : sql`EXISTS (SELECT 1 FROM json_each(${routingAudit.refs}) WHERE key = ${about.kind} AND value = ${about.id})`,
          ),
        )
        .orderBy(desc(routingAudit.sequence))
        .limit(limit + 1)
        .all()
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, nextCursor: rows.length > limit && last !== undefined ? String(last.sequence) : null }
    },
  }
}
