import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import type { Duty, TimedOverride } from '../../domain/routing/duty.ts'
import type { Page, PageRequest } from './ledger.ts'

/** A roster as it stands since a revision of the duty; null: it was deleted by it. */
export type KeptRoster = {
  readonly id: string
  readonly roster: Roster | null
  readonly revision: number
  readonly changedAt: Instant
  readonly changedBy: Actor
}

/** What one revision changes: how a roster (null: deleted) or a timed override stands from then on. */
export type DutyChange =
  | { readonly kind: 'roster'; readonly id: string; readonly roster: Roster | null }
  | { readonly kind: 'override'; readonly override: TimedOverride }
export type DutyRevision = {
  readonly revision: number
  readonly changedAt: Instant
  readonly changedBy: Actor
  readonly change: DutyChange
}

/**
 * Rosters and timed overrides. Each change is a revision of the duty, and none is ever lost: every one can be read again as
 * it was. Rosters and overrides stand in the order in which they were first made; an override that was over when a revision
 * was made is not in it, for no call that begins with it could meet it.
 */
export interface DutyStore {
  /** As it is now; `noDuty` before anybody has written anything. The same object until somebody changes it. */
  current(): Promise<Duty>
  /** null: there is no such revision yet. */
  atRevision(revision: number): Promise<Duty | null>
  /** As it counted at an instant: by the newest revision that had been made by then. */
  atInstant(at: Instant): Promise<Duty>
  /** Those that are kept now. */
  rosters(): Promise<readonly KeptRoster[]>
  /** A roster as it stood at a revision of the duty (left out: now); null: there had never been one of this id. */
  roster(id: string, revision?: number): Promise<KeptRoster | null>
  override(id: string): Promise<TimedOverride | null>
  /** All that were ever set, the newest first. */
  overrides(page: PageRequest): Promise<Page<TimedOverride>>
  /** Writes revision n over n-1, with its line of the audit. false: somebody else was faster; nothing is changed. */
  save(revision: DutyRevision, entry: AuditEntry): Promise<boolean>
}
