import type { Actor } from '../../domain/case/timeline-line.ts'
import type { TimedOverride } from '../../domain/routing/duty.ts'

/** What came of it. `refused`: it was looked at and not accepted. */
export type OverrideOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/**
 * Where timed overrides are set and ended, whoever does it: with the same check, the same audit and a new revision of the
 * duty. What is done counts for the next call. Rejects when it could not be saved.
 */
export interface OverrideDesk {
  /** One whose id is there already was set before: nothing is done, and that is fine. */
  set(override: TimedOverride): Promise<OverrideOutcome>
  /** One that has ended already is fine, too. */
  end(id: string, by: Actor): Promise<OverrideOutcome>
}
