import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Instant } from '../../domain/instant.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'

type Revision = { readonly revision: number; readonly changedAt: Instant; readonly changedBy: Actor }

/** The draft as somebody saved it. It may break rules; it can't be published then. */
export type OpenDraft = Revision & {
  readonly state: 'open'
  readonly table: RoutingTable
  /** As it was written, with its comments. */
  readonly text: string
  /** Published version it started from. */
  readonly base: number
}
/** There is no draft since then. */
export type EndedDraft = Revision & { readonly state: 'published' | 'discarded' }
export type DraftRevision = OpenDraft | EndedDraft

/** The one draft of the routing table that all share. Every change of it is a revision; they count on from draft to draft. */
export interface DraftStore {
  /** The newest revision; null: nobody has ever begun a draft. */
  latest(): Promise<DraftRevision | null>
  /** An earlier one; null: there is none, or none any more (some hundred are kept). */
  revision(number: number): Promise<DraftRevision | null>
  /** Writes revision n over n-1, with its line of the audit. false: somebody else was faster; nothing is changed. */
  save(revision: DraftRevision, entry: AuditEntry): Promise<boolean>
}
