import type { Instant } from '../../domain/instant.ts'
import type { AuditAct, AuditEntry } from '../../domain/routing/audit-entry.ts'
import type { Page, PageRequest } from './ledger.ts'

/** A line as it was kept: lines are numbered in the order in which they were written. */
export type AuditLine = AuditEntry & { readonly sequence: number }

export type AuditFilter = {
  readonly what?: AuditAct
  readonly by?: string
  /** From this instant on, and before that one. */
  readonly from?: Instant
  readonly until?: Instant
  /** What it was done to: the kind and the id of a reference. */
  readonly about?: { readonly kind: string; readonly id: string }
}

/**
 * Who did what to the table and beside it, newest first. Lines are written by the stores, in the transaction of what they
 * tell of: `RoutingStore.publish`, `DraftStore.save`, `PinStore.save` and those of rosters and overrides take them as data.
 */
export interface AuditReader {
  list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditLine>>
}
