import type { Actor } from '../../domain/case/timeline-line.ts'
import type { TimedOverride } from '../../domain/routing/duty.ts'
import type { TableFault } from '../../domain/routing/validate-routing-table.ts'
import type { Finding } from './table-check.ts'

/** What came of it. `findings`: what it leaves uncovered; it was done all the same, for an override always has its reason. */
export type OverrideOutcome =
  | { readonly ok: true; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly reason: 'invalid'; readonly faults: readonly TableFault[] }
  | { readonly ok: false; readonly reason: 'noOverride' }

/**
 * Where timed overrides are set and ended, whoever does it: with the same check, the same audit and a new revision of the
 * duty. What is done counts for the next call. Rejects when it could not be saved.
 */
export interface OverrideDesk {
  /** One whose id is there already was set before: nothing is done, and that is fine. */
  set(override: TimedOverride): Promise<OverrideOutcome>
  /** One that is over already is fine, too. `why` may be left out: whoever ends one goes back to what always counts. */
  end(id: string, by: Actor, why?: string): Promise<OverrideOutcome>
}
