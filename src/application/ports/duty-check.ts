import type { Instant } from '../../domain/instant.ts'
import type { Duty } from '../../domain/routing/duty.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { Finding } from './table-check.ts'

/** The duty before and after a change that keeps all rules, by the table that counts. */
export type DutyCandidate = {
  readonly table: RoutingTable
  readonly before: Duty
  readonly after: Duty
  readonly at: Instant
}

/**
 * A look at a change of rosters or overrides before it is saved: what it leaves uncovered. Nothing that is found keeps it
 * from being saved, for people fall ill all the same; but it needs a reason, and is told.
 */
export type DutyCheck = (candidate: DutyCandidate) => readonly Finding[] | Promise<readonly Finding[]>
