import type { Actor } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'

/** What was done to the table and to what lies beside it: rosters, timed overrides, PINs. */
export const auditActs = [
  'draftSaved',
  'draftDiscarded',
  'published',
  'rolledBack',
  'rosterSaved',
  'rosterDeleted',
  'rosterOverrideSet',
  'rosterSwapped',
  'overrideSet',
  'overrideEnded',
  'pinSet',
] as const
export type AuditAct = (typeof auditActs)[number]

/** What stood at a place and what stands there now; null: nothing. */
export type AuditedChange = { readonly place: string; readonly before: unknown; readonly after: unknown }

/** One line of the audit: who did what, when and why. It is written with what it tells of, or not at all, and never changed. */
export type AuditEntry = {
  readonly at: Instant
  readonly by: Actor
  readonly what: AuditAct
  /** What it was done to: `{ version: '4' }`, `{ draft: '7' }`, `{ roster: 'gas' }`, `{ override: … }`, `{ person: 'duty-1' }`. */
  readonly refs: Readonly<Record<string, string>>
  /** The first of the places that changed. Never a PIN, nor its hash. */
  readonly changes: readonly AuditedChange[]
  /** How many changed places are not in `changes`. */
  readonly moreChanges: number
  readonly why: string | null
}

/** A table that is replaced whole would fill the audit with itself. */
const mostChanges = 100

/** The part of an entry that tells what changed. */
export const auditedChanges = (changes: readonly AuditedChange[]): Pick<AuditEntry, 'changes' | 'moreChanges'> => ({
  changes: changes.slice(0, mostChanges),
  moreChanges: Math.max(0, changes.length - mostChanges),
})
