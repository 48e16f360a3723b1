import { fromOlderTable } from '../../domain/routing/older-table.ts'
import type { RoutingStore, RoutingVersion } from '../ports/routing-store.ts'

/** A store of routing tables that remembers what it has read: versions never change, so every call asks the memory. */
export type RoutingVersions = RoutingStore & {
  /** Reads the current version anew: another server may have published. */
  refresh(): Promise<RoutingVersion | null>
}

/** Versions that are kept in memory: calls and cases hold on to the last few. */
const mostKept = 16

/**
 * Puts a memory before a store. `current()` is the newest version this server has seen published or read; `publish()`
 * through it takes effect for the next `current()`.
 */
export function createRoutingVersions(store: RoutingStore): RoutingVersions {
  const kept = new Map<number, RoutingVersion>()
  let current: RoutingVersion | null = null

  const keep = (read: RoutingVersion): RoutingVersion => {
    const version = { ...read, table: fromOlderTable(read.table) }
    kept.delete(version.number)
    kept.set(version.number, version)
    for (const number of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(number)
    }
    return version
  }
  const advance = (version: RoutingVersion | null): RoutingVersion | null => {
    if (version !== null && (current === null || version.number > current.number)) current = keep(version)
    return current
  }

  return {
    async current() {
      return current ?? advance(await store.current())
    },
    async refresh() {
      return advance(await store.current())
    },
    async version(number) {
      const known = kept.get(number) ?? (await store.version(number))
      return known === null ? null : keep(known)
    },
    list: () => store.list(),
    async publish(version, together) {
      const published = await store.publish(version, together)
      // Another server was faster: its version is the one that counts.
      advance(published ?? (await store.current()))
      return published
    },
  }
}
