import { desc, eq, sql } from 'drizzle-orm'
import type { PublishedWith, RoutingStore, RoutingVersion } from '../../application/ports/routing-store.ts'
import { auditWriter } from './audit-writer.ts'
import { explainDatabaseError } from './database-refused.ts'
import { draftWriter } from './draft-writer.ts'
import type { DatabaseHandle } from './open-database.ts'
import { routingVersions } from './schema/routing-versions.ts'

/**
 * Published routing tables in SQLite, newest first in `list`. The database itself refuses to change or delete one.
 * Publishing rejects with {@link DatabaseRefused} when the disk is full or the file locked.
 */
export function createRoutingStore(handle: DatabaseHandle): RoutingStore {
  const { file, orm, sqlite } = handle
  const writeDraft = draftWriter(handle)
  const addToAudit = auditWriter(handle)
  const newest = orm.select().from(routingVersions).orderBy(desc(routingVersions.number)).limit(1).prepare()
  const byNumber = orm
    .select()
    .from(routingVersions)
    .where(eq(routingVersions.number, sql.placeholder('number')))
    .prepare()
  const described = {
    number: routingVersions.number,
    digest: routingVersions.digest,
    publishedAt: routingVersions.publishedAt,
    publishedBy: routingVersions.publishedBy,
    reason: routingVersions.reason,
  }
  const list = orm.select(described).from(routingVersions).orderBy(desc(routingVersions.number)).prepare()
  const highest = sqlite.prepare<[], number | null>('SELECT max(number) FROM routing_versions').pluck()

  const publish = sqlite.transaction((version: Omit<RoutingVersion, 'number'>, together: PublishedWith) => {
    const before = highest.get() ?? null
    if (together.over !== undefined && together.over !== before) return null
    const { publishedAt: changedAt, publishedBy: changedBy } = version
    const { draft, entry } = together
    if (draft !== undefined && !writeDraft({ revision: draft + 1, state: 'published', changedAt, changedBy }))
      return null
    const published: RoutingVersion = { ...version, number: (before ?? 0) + 1 }
    orm.insert(routingVersions).values(published).run()
    if (entry) addToAudit({ ...entry, refs: { ...entry.refs, version: String(published.number) } })
    return published
  }).immediate
  return {
    current: async () => newest.get() ?? null,
    version: async (number) => byNumber.get({ number }) ?? null,
    list: async () => list.all(),
    async publish(version, together = {}) {
      try {
        return publish(version, together)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}
