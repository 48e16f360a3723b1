import type { Instant } from '../../domain/instant.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { RoutingVersion } from './routing-store.ts'

type Said = Readonly<Record<TextLanguage, string>>

/** What a check has to say about a table that is to be published. */
export type Finding = {
  /** An error keeps the table from being published; a warning does until somebody acknowledges its code. */
  readonly severity: 'error' | 'warning'
  /** Stable word for the kind of finding: `uncovered`, `phoneNotTested`, `goldenCall`. */
  readonly code: string
  /** Place in the table: `units[4].responders[0]`, or a key such as `units[05]`; empty: all of it. */
  readonly path: string
  readonly message: Said
  /** What would put it right; null: that is for people to find out. */
  readonly fix: Said | null
  /** Address of the rule in the documentation; null: there is none. */
  readonly rule: string | null
  /** The same for programs, as JSON; numbers called `from`, `until` or `…At` are instants. */
  readonly about?: unknown
}

/** A table that keeps all its own rules (`validateRoutingTable`), before it is published. */
export type Candidate = {
  readonly table: RoutingTable
  /** What it would take the place of; null: nothing. */
  readonly over: RoutingVersion | null
  readonly at: Instant
}

/** A further check before publishing. Whatever else it needs (rosters, the zone, a recorder) it was given when it was made. */
export type TableCheck = (candidate: Candidate) => readonly Finding[] | Promise<readonly Finding[]>
