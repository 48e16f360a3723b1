import type { Instant } from '../../domain/instant.ts'
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

/** Published routing tables. */
export interface RoutingStore {
  /** The version that new calls use; null before the first. */
  current(): Promise<RoutingVersion | null>
  version(number: number): Promise<RoutingVersion | null>
  list(): Promise<readonly Omit<RoutingVersion, 'table'>[]>
  /** Atomic; the number is one more than the highest. */
  publish(version: Omit<RoutingVersion, 'number'>): Promise<RoutingVersion>
}
