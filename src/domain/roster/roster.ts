import type { Actor } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'
import type { Days, Words } from '../routing/routing-table.ts'

/**
 * Who is on duty when. Rosters lie beside the routing table with a revision of their own (`routing/duty.ts`), because they
 * change every week and the table seldom does.
 */
export type Roster = {
  readonly id: string
  readonly name: Words
  /** Whose people it is about: a team, a whole unit, or `centre` (the duty officers). A roster each. */
  readonly covers: string
  readonly rotations: readonly Rotation[]
  readonly shifts: readonly Shift[]
  readonly overrides: readonly RosterOverride[]
}

/** The centre's own people, as a roster names them. */
export const centreRoster = 'centre'

/** People who take turns: each group for so many days, from one hand-over to the next. */
export type Rotation = {
  readonly id: string
  /** Date (ISO) on which the first group takes over, and the local time of every hand-over, `HH:mm`. */
  readonly firstDate: string
  readonly handOver: string
  readonly everyDays: number
  /** Each group in ringing order, by the ids of its people. */
  readonly groups: readonly (readonly string[])[]
}

/** Hours of a week in which somebody is on duty: these people, or whose turn it is. */
export type Shift = {
  readonly id: string
  readonly days: Days
  /** `HH:mm`; `to` is exclusive and, where it is not later than `from`, on the next day: the shift belongs to the day it starts on. */
  readonly from: string
  readonly to: string
  /** First and last date (ISO) on which it starts; null: without end. */
  readonly firstDate: string | null
  readonly lastDate: string | null
  readonly on: { readonly people: readonly string[] } | { readonly rotation: string }
}

/**
 * Somebody is on duty who is not, or the other way round, for a while (调班). In place of somebody it counts only while he
 * would be on duty. A swap is two of them with the same `swap`.
 */
export type RosterOverride = {
  readonly id: string
  readonly from: Instant
  readonly until: Instant
  /** Who is off; null: nobody, `on` comes in addition. */
  readonly off: string | null
  /** Who is on; null: nobody. */
  readonly on: string | null
  readonly swap: string | null
  readonly by: Actor
  readonly at: Instant
  readonly reason: string
}
