import type { FallbackCall } from '../../domain/call/fallback-call.ts'

/** A call that the dialplan served without this server, as it was noted there. Instants are ages: the clocks may differ. */
export type FallbackEntry = Omit<FallbackCall, 'startedAt' | 'endedAt' | 'brokeDown' | 'statement'> & {
  readonly startedMsAgo: number
  /** null: nobody noted it (the telephone system broke down); the call is over all the same. */
  readonly endedMsAgo: number | null
  /** Name of the recording with the caller's words, if he was asked for them. */
  readonly statement: string | null
}

/** What the telephone system noted of the calls it served alone. Real: `adapters/ari`; fake: `test/fakes`. */
export interface FallbackLog {
  /** Entries of calls that are over, the oldest first; null when the network is not there. */
  list(): Promise<readonly FallbackEntry[] | null>
  /** Forgets an entry. May do nothing when the network is not there: it is then listed again. */
  remove(id: string): Promise<void>
}
