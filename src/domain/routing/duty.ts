import type { Actor } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'
import type { Roster } from '../roster/roster.ts'

/**
 * What changes from day to day beside the routing table: who is on duty, and what overrides the table for a while. Every
 * change makes a new revision; a call's record names the one it began with.
 */
export type Duty = {
  readonly revision: number
  readonly rosters: readonly Roster[]
  readonly overrides: readonly TimedOverride[]
}

/** Before anybody has written one: whoever stands in the table is on duty. */
export const noDuty: Duty = { revision: 0, rosters: [], overrides: [] }

/**
 * `close`: callers go to `to` (an emergency) as if the window were closed; `open`: as if it were open; `notice`: the words
 * of the notice `to` follow the greeting; `sendAll`: every case goes to the unit `to` first, or (null) to the duty officer.
 */
export const overrideKinds = ['close', 'open', 'notice', 'sendAll'] as const
export type OverrideKind = (typeof overrideKinds)[number]

/** Something that counts before the table for a while, and then ends by itself. */
export type TimedOverride = {
  readonly id: string
  readonly kind: OverrideKind
  /** Service line; null: all. */
  readonly line: string | null
  readonly to: string | null
  readonly from: Instant
  readonly until: Instant
  readonly by: Actor
  readonly at: Instant
  readonly reason: string
  /** Ended before its time: when, and by whom; null: it was not. */
  readonly ended: { readonly at: Instant; readonly by: Actor } | null
}

/** The override of a kind that counts at an instant on a line: of several the one made last; null: none. */
export const overrideAt = (
  { overrides }: Pick<Duty, 'overrides'>,
  kind: OverrideKind,
  line: string | null,
  at: Instant,
): TimedOverride | null =>
  overrides.findLast(
    (override) =>
      override.kind === kind && (override.line === null || override.line === line) && isInForce(override, at),
  ) ?? null

/** From `from` on, until it is over. */
export const isInForce = (override: TimedOverride, at: Instant): boolean => at >= override.from && at < overAt(override)

/** From when on it no longer counts: at its end, or when somebody ended it. */
export const overAt = ({ until, ended }: Pick<TimedOverride, 'until' | 'ended'>): Instant =>
  Math.min(until, ended?.at ?? until)
