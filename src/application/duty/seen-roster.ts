import type { Roster } from '../../domain/roster/roster.ts'
import type { DutyStore, KeptRoster } from '../ports/duty-store.ts'
import { type RosterConflict, rosterConflict } from './roster-conflict.ts'

export type StaleRoster =
  | { readonly ok: false; readonly reason: 'rosterConflict'; readonly conflict: RosterConflict }
  /** There has never been a revision of this number. */
  | { readonly ok: false; readonly reason: 'unknownDutyRevision' }

/**
 * What keeps somebody from changing a roster that he has looked at: it is another by now; null: nothing does.
 * @param madeFrom revision of the roster, or of the whole duty, that he looked at; 0: there was none.
 * @param yours what he makes of the roster as he saw it, for the conflict; null: he deletes it.
 */
export async function staleRoster(
  duty: Pick<DutyStore, 'current' | 'roster'>,
  standing: KeptRoster | null,
  madeFrom: number,
  yours: (seen: Roster | null) => Roster | null,
): Promise<StaleRoster | null> {
  if (madeFrom > (await duty.current()).revision) return { ok: false, reason: 'unknownDutyRevision' }
  const isGone = standing === null || standing.roster === null
  if (isGone && madeFrom === 0) return null
  if (standing === null || (madeFrom > 0 && standing.revision <= madeFrom)) return null
  const seen = madeFrom === 0 ? null : ((await duty.roster(standing.id, madeFrom))?.roster ?? null)
  return { ok: false, reason: 'rosterConflict', conflict: rosterConflict(seen, standing, yours(seen)) }
}
