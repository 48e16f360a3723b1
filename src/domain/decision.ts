import type { Actor, TimelineLine } from './case/timeline-line.ts'
import type { Change } from './change.ts'
import type { Instant } from './instant.ts'
import type { RoutingTable } from './routing/routing-table.ts'

/** What every decision about a case may know, and how it writes its line. Handed in whole, so that rules stay pure. */
export type Decision = {
  readonly now: Instant
  readonly zone: string
  readonly table: RoutingTable
  readonly tableVersion: number
  readonly newId: () => string
  /** A line of the case's timeline, at `now`, by the one who decides. */
  readonly line: (caseId: string, what: string, about?: LineAbout) => Change
}

export type LineAbout = {
  readonly actor?: Actor
  readonly refs?: TimelineLine['refs']
  readonly before?: unknown
  readonly after?: unknown
  readonly why?: string | null
}

/** Makes a {@link Decision} by `actor`; single lines may name another. */
export function decisionBy(
  actor: Actor,
  facts: Pick<Decision, 'now' | 'zone' | 'table' | 'tableVersion' | 'newId'>,
): Decision {
  return { ...facts, ...linesBy(actor, facts) }
}

/** What a decision needs that asks no table: the instant, fresh ids, and lines by `actor`. */
export function linesBy(
  actor: Actor,
  { now, newId }: Pick<Decision, 'now' | 'newId'>,
): Pick<Decision, 'now' | 'newId' | 'line'> {
  return {
    now,
    newId,
    line: (caseId, what, about = {}) => ({
      add: 'timeline',
      row: {
        id: newId(),
        caseId,
        at: now,
        actor: about.actor ?? actor,
        what,
        refs: about.refs ?? {},
        before: about.before ?? null,
        after: about.after ?? null,
        why: about.why ?? null,
      },
    }),
  }
}
