import type { Instant } from '../../domain/instant.ts'
import type { RecordEvent } from '../../domain/record/record-event.ts'

/** An event as it is kept. */
export type StoredEvent = RecordEvent & {
  /** Its place among all events, of whatever process: each has a higher one than all that were committed before it. */
  readonly sequence: number
  readonly caseNumber: string | null
}

/** The latest events, kept for a while so that whoever was away can catch up. */
export interface EventFeed {
  /** Those behind a place, in their order. */
  after(sequence: number, limit: number): Promise<readonly StoredEvent[]>
  /** Places of the oldest and the newest that are kept; 0 and 0: there are none. */
  range(): Promise<{ readonly oldest: number; readonly newest: number }>
  /** Drops some that are older than an instant, never the newest of all. @returns how many. */
  dropBefore(at: Instant, limit: number): Promise<number>
}
