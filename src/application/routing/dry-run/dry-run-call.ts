import type { Phrase } from '../../../domain/call/phrase.ts'
import type { Instant } from '../../../domain/instant.ts'
import type { RoutingRules } from '../../../domain/routing/people-on-duty.ts'

/** What a telephone does that is rung: takes the call, or one of the ways not to. */
export type Habit = 'takes' | 'silent' | 'busy' | 'declines' | 'keyless'

/** What a caller wants, whatever key it has in the table that is tried. */
export type Wish = {
  /** null: he hangs up in the menu, unless he wants one of the others. */
  readonly category: string | null
  readonly answer: string | null
  readonly area: string | null
  /** Emergency by a danger key; null: his life is not in danger. */
  readonly danger: string | null
  /** A person of the centre. */
  readonly officer: boolean
}

/** A call that is tried: who dials what, when, what he presses, and which telephones don't take it. */
export type DryRunCall = {
  readonly at: Instant
  /** As normalised at the edge; one that the table does not have is answered like the first line. */
  readonly dialled: string
  /** null: hidden. */
  readonly caller: string | null
  /** Pressed one after another, each as soon as something is asked for. */
  readonly keys: string
  /** What he presses for when `keys` are used up; null: nothing, he waits. */
  readonly wish: Wish | null
  /** By number; whoever is not named answers and takes it. */
  readonly habits: Readonly<Record<string, Habit>>
  /** How long he speaks after the tone; 0: he says nothing. */
  readonly statementSeconds: number
}

/** How somebody speaks who says where he is and what happened. */
export const usualStatementSeconds = 10

/** By what a call is tried. `lengthOf`: how long words last, in seconds; recordings are counted apart. */
export type DryRunRules = RoutingRules & {
  readonly tableVersion: number
  readonly lengthOf: (phrases: readonly Phrase[], language: string) => number
}
