import { desc, eq, sql } from 'drizzle-orm'
import type { RoutingStore, RoutingVersion } from '../../application/ports/routing-store.ts'
import { explainDatabaseError } from './database-refused.ts'
import type { DatabaseHandle } from './open-database.ts'
import { routingVersions } from './schema/routing-versions.ts'

/**
 * Published routing tables in SQLite, newest first in `list`. The database itself refuses to change or delete one.
 * Publishing rejects with {@link DatabaseRefused} when the disk is full or the file locked.
 */
export function createRoutingStore({ file, orm, sqlite }: DatabaseHandle): RoutingStore {
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

  const publish = sqlite.transaction((version: Omit<RoutingVersion, 'number'>): RoutingVersion => {
    const published = { ...version, number: (highest.get() ?? 0) + 1 }
    orm.insert(routingVersions).values(published).run()
    return published
  }).immediate
  return {
    current: async () => newest.get() ?? null,
    version: async (number) => byNumber.get({ number }) ?? null,
    list: async () => list.all(),
    async publish(version) {
      try {
        return publish(version)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}
