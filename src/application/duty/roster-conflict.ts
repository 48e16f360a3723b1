import type { Roster } from '../../domain/roster/roster.ts'
import { mergeValues, type PlaceChange } from '../../domain/routing/merge/merge-values.ts'
import type { KeptRoster } from '../ports/duty-store.ts'

/** Somebody else has changed the roster. Nothing is lost: both changes are told, place by place, and put together. */
export type RosterConflict = {
  /** As it stands now; its roster is null where somebody has deleted it. */
  readonly theirs: KeptRoster
  readonly changes: readonly PlaceChange[]
  /** Both changes in one roster; at places where they collide it says what theirs says. null: nothing is left of it. */
  readonly merged: Roster | null
}

/** @param base what both started from; null: there was none. */
export function rosterConflict(base: Roster | null, theirs: KeptRoster, yours: Roster | null): RosterConflict {
  const changes: PlaceChange[] = []
  const none = <Thing>(thing: Thing | null): Thing | undefined => thing ?? undefined
  const merged = mergeValues(none(base), none(theirs.roster), none(yours), '', (change) => changes.push(change))
  return { theirs, changes, merged: (merged ?? null) as Roster | null }
}
