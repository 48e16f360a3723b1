import type { Instant } from '../../domain/instant.ts'

/** The wall clock. Real: `adapters/system`; tests hand in one they move. */
export interface Clock {
  now(): Instant
}

/** Wakes the caller for the seconds within a call. Durable instants are deadlines in the ledger, never alarms. */
export interface Alarms {
  /** Calls `ring` once at `at` (at once when that is past). Returns how to cancel it. */
  set(at: Instant, ring: () => void): () => void
}

/** Fresh identifiers, globally unique and sortable by time (UUIDv7). */
export interface Ids {
  next(): string
}
