import type { CaseRecord } from '../case/case-record.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Instant } from '../instant.ts'
import type { Duty } from '../routing/duty.ts'
import type { RoutingTable } from '../routing/routing-table.ts'

/** All that a transition may know besides the call's own state. Same state, event and facts: same answer. */
export type CallFacts = {
  readonly now: Instant
  readonly zone: string
  /** The version the call started with (for an arriving call: the current one). */
  readonly table: RoutingTable
  readonly tableVersion: number
  /** Rosters and timed overrides as they are now. */
  readonly duty: Duty
  /** Fresh globally unique ids. */
  readonly newId: () => string
  /** Name of this server: the holder of the calls it answers. */
  readonly server: string
  /** Numbers of telephones that are in another of our calls right now. */
  readonly busy: Pick<ReadonlySet<string>, 'has'>
  /** When each telephone was last in one of our calls; absent: never. */
  readonly lastUsed: Readonly<Record<string, Instant>>
  /** The call's case as it stands now, which others may have changed; null before there is one. */
  readonly subject: {
    readonly caseRow: CaseRecord
    readonly orders: readonly OrderRecord[]
    readonly deadlines: readonly DeadlineRecord[]
  } | null
}
