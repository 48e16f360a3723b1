import type { CallRecord, RecordingRecord } from '../../domain/call/call-record.ts'
import type { CallState } from '../../domain/call/call-state.ts'
import type { CaseRecord, PersonalRecord } from '../../domain/case/case-record.ts'
import type { TimelineLine } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import type { DeadlineKind } from '../../domain/clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { Instant } from '../../domain/instant.ts'
import type { InboundRecord } from '../../domain/messaging/inbound-record.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import type { PhoneAnswers } from '../../domain/routing/phone-answer.ts'

/** One transition of a call, for whoever must understand it afterwards. Holds no personal data. */
export type CallLogLine = {
  readonly callId: string
  readonly at: Instant
  readonly event: string
  readonly from: string
  readonly to: string
  readonly detail: Readonly<Record<string, unknown>>
}

export type Commit = {
  readonly changes: readonly Change[]
  /** Position of open calls; `state` null: the call is over and its snapshot (with its personal data) goes. */
  readonly snapshots?: readonly { readonly callId: string; readonly state: CallState | null }[]
  readonly log?: readonly CallLogLine[]
}

export type CommitOutcome =
  /** Numbers the store gave to new cases and codes it gave to new orders, by id. */
  | {
      readonly ok: true
      readonly caseNumbers: Readonly<Record<string, string>>
      readonly orderCodes: Readonly<Record<string, string>>
    }
  /** Somebody else changed a case or an order in between; nothing was written. Decide again. */
  | { readonly ok: false; readonly reason: 'conflict' }

/** Writes decisions. Takes data, not callbacks, so that one port serves synchronous and asynchronous databases. */
export interface Ledger {
  /**
   * All or nothing. When it resolves, changes outlive a power cut, and the position of a call the end of the program.
   * Rejects only when the database is broken (locked, full, gone).
   */
  commit(commit: Commit): Promise<CommitOutcome>
}

/** A page of a list, newest first where nothing else is said. `nextCursor` null: that was the last one. */
export type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null }
export type PageRequest = { readonly cursor: string | null; readonly limit: number }

/** Reads of cases and what hangs on them. */
export interface CaseReader {
  byId(id: string): Promise<CaseRecord | null>
  byNumber(number: string): Promise<CaseRecord | null>
  list(
    filter: {
      readonly status?: string
      readonly category?: string
      readonly origin?: string
      readonly unit?: string
      readonly caller?: string
      /** Only those that are serious, or under supervision; false: only the others. */
      readonly serious?: boolean
      readonly supervised?: boolean
      readonly openedFrom?: Instant
      readonly openedTo?: Instant
    },
    page: PageRequest,
  ): Promise<Page<CaseRecord>>
  orders(caseId: string): Promise<readonly OrderRecord[]>
  order(id: string): Promise<OrderRecord | null>
  /** Orders of these units on which something is still owed, oldest first; with a code: those that have it. */
  openOrders(units: readonly string[], code?: string): Promise<readonly OrderRecord[]>
  deadlines(caseId: string): Promise<readonly DeadlineRecord[]>
  timeline(caseId: string): Promise<readonly TimelineLine[]>
  calls(caseId: string): Promise<readonly CallRecord[]>
  recordings(caseId: string): Promise<readonly RecordingRecord[]>
  /** Values of personal rows by id; an erased or unknown one is absent. */
  personal(ids: readonly string[]): Promise<Readonly<Record<string, PersonalRecord>>>
  countOpen(): Promise<number>
}

/** Where a batch ended: the next one begins after it. */
export type StepKey = { readonly at: Instant; readonly id: string }

/** Where a look at the open cases ended: the next one begins after it. */
export type WatchKey = { readonly status: string; readonly at: Instant; readonly id: string }

/** Running deadlines that still climb: of this kind, unit and category, where these are given. */
export type EscalatingFilter = { readonly kind?: DeadlineKind; readonly unit?: string; readonly category?: string }

/** Reads of deadlines across all cases. */
export interface DeadlineReader {
  /** Deadlines whose next step is due at `now`, the longest due first, from behind `after` on. */
  due(now: Instant, limit: number, after: StepKey | null): Promise<readonly DeadlineRecord[]>
  /** Deadlines with a step ahead, the soonest first, from behind `after` on. */
  escalating(filter: EscalatingFilter, limit: number, after: StepKey | null): Promise<readonly DeadlineRecord[]>
  /**
   * Looks at so many open cases behind `after`, and gives those without a deadline ahead (`hasClockAhead`). `after` null: those
   * were the last.
   */
  watch(
    now: Instant,
    limit: number,
    after: WatchKey | null,
  ): Promise<{ readonly unwatched: readonly string[]; readonly after: WatchKey | null }>
  /** Deadlines that run, soonest due first. `dueTo`: due up to and including that instant. */
  running(
    filter: { readonly dueTo?: Instant; readonly kind?: DeadlineKind },
    page: PageRequest,
  ): Promise<Page<DeadlineRecord>>
}

/** Reads of calls. */
export interface CallReader {
  byId(id: string): Promise<CallRecord | null>
  list(
    filter: {
      readonly open?: boolean
      readonly result?: string
      readonly caseId?: string
      /** Inclusive; `openedTo` is not. */
      readonly openedFrom?: Instant
      readonly openedTo?: Instant
    },
    page: PageRequest,
  ): Promise<Page<CallRecord>>
  /** Every call that is not over, with its position, for a start that takes them over. */
  open(): Promise<readonly { readonly call: CallRecord; readonly state: CallState }[]>
  log(callId: string): Promise<readonly CallLogLine[]>
  recording(name: string): Promise<RecordingRecord | null>
}

/** Reads of the outbox. */
export interface MessageReader {
  list(filter: { readonly status?: string; readonly caseId?: string }, page: PageRequest): Promise<Page<MessageRecord>>
  byId(id: string): Promise<MessageRecord | null>
  /** Messages that wait to be sent and whose key begins with this. */
  pendingWithKey(prefix: string): Promise<readonly MessageRecord[]>
  /** Which of these keys have been used. */
  usedKeys(dedupeKeys: readonly string[]): Promise<ReadonlySet<string>>
  /** What a transport calls its message; null: no message of ours, or one that is long gone. */
  byReference(transport: string, reference: string): Promise<MessageRecord | null>
  /**
   * Messages of these priorities whose instant has come, those of the first priority first, then the longest due; after
   * them those whose instant was meant by a clock that has been put back (`isPlannedByAnotherClock`). `sending` ones among
   * them have lost their sender.
   */
  due(priorities: readonly number[], now: Instant, limit: number): Promise<readonly MessageRecord[]>
  /** Messages that have not left. */
  countWaiting(): Promise<number>
  /** When the oldest message that has not left was created; null: none waits. */
  oldestPending(): Promise<Instant | null>
}

/** Reads of the messages that came in. */
export interface InboundReader {
  byTransportId(transport: string, transportId: string): Promise<InboundRecord | null>
  /** Those that nobody has tried to understand yet, oldest first. */
  unhandled(limit: number): Promise<readonly InboundRecord[]>
  /** How many from this telephone number were answered with one of these outcomes since then. */
  countFrom(number: string, since: Instant, outcomes: readonly string[]): Promise<number>
  list(filter: { readonly outcome?: string; readonly caseId?: string }, page: PageRequest): Promise<Page<InboundRecord>>
}

/** Reads of what is known of telephones. */
export interface PhoneReader {
  /** When a person last answered each telephone. */
  lastAnswered(): Promise<PhoneAnswers>
}
