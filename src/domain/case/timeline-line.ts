import type { Instant } from '../instant.ts'

/** Who did it: `system`, `caller`, `responder:0501`, `officer:<name>`, `emergency:110`, `api:<user>`. */
export type Actor = string

/**
 * One line a change, append-only; the tables can be rebuilt from them. Lines hold references (ids), never personal
 * data, so that erasing a person leaves the record whole.
 */
export type TimelineLine = {
  readonly id: string
  readonly caseId: string
  readonly at: Instant
  readonly actor: Actor
  /** What happened, past tense: `caseOpened`, `orderIssued`, `orderAccepted`, `statementRecorded`, `deadlineSet` … */
  readonly what: string
  /** Ids this line speaks of: order, call, recording, deadline, unit. */
  readonly refs: Readonly<Record<string, string>>
  readonly before: unknown
  readonly after: unknown
  readonly why: string | null
}
