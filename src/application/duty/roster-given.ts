import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Roster, RosterOverride } from '../../domain/roster/roster.ts'
import { isSame } from '../../domain/routing/merge/merge-values.ts'

/** An override as somebody writes it: who made it, and when, he need not say. */
export type RosterOverrideGiven = Omit<RosterOverride, 'by' | 'at'> & Partial<Pick<RosterOverride, 'by' | 'at'>>

/** A roster as somebody writes it. `overrides` null: those that are there stay. */
export type RosterGiven = Omit<Roster, 'overrides'> & { readonly overrides: readonly RosterOverrideGiven[] | null }

/**
 * A roster as it is kept: an override that stands in it unchanged keeps its maker; every other one is made by whoever saves
 * it, whatever the file says.
 */
export function rosterOf(
  given: RosterGiven,
  before: Roster | null,
  made: { readonly by: Actor; readonly at: Instant },
): Roster {
  const known = before?.overrides ?? []
  const overrides = given.overrides?.map((override): RosterOverride => {
    const own = known.find(({ id }) => id === override.id)
    return own !== undefined && isSame(withoutMaker(own), withoutMaker(override)) ? own : { ...override, ...made }
  })
  return { ...given, overrides: overrides ?? known }
}

const withoutMaker = ({ by: _by, at: _at, ...rest }: RosterOverrideGiven) => rest
