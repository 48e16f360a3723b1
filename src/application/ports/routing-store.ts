import type { Instant } from '../../domain/instant.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'

/** A table that was published: immutable. */
export type RoutingVersion = {
  readonly number: number
  readonly table: RoutingTable
  /** SHA-256 of the canonical JSON: what was published can be compared with a file. */
  readonly digest: string
  readonly publishedAt: Instant
  readonly publishedBy: string
  readonly reason: string
}

/** What must still be so when a version is published, and what is written together with it. */
export type PublishedWith = {
  /** The version that counts until now; null: there is none. Left out: whichever. */
  readonly over?: number | null
  /** Revision of the draft that is published: it ends with it. */
  readonly draft?: number
  /** Its line of the audit; the version's number is added to its `refs`. */
  readonly entry?: AuditEntry
}

/** Published routing tables. */
export interface RoutingStore {
  /** The version that new calls use; null before the first. */
  current(): Promise<RoutingVersion | null>
  version(number: number): Promise<RoutingVersion | null>
  list(): Promise<readonly Omit<RoutingVersion, 'table'>[]>
  /** Atomic; the number is one more than the highest. null: what it was to be published over, or its draft, is another by now. */
  publish(version: Omit<RoutingVersion, 'number'>, together?: PublishedWith): Promise<RoutingVersion | null>
}
