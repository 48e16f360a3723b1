import type { Actor } from '../../domain/case/timeline-line.ts'
import { validateRoster } from '../../domain/roster/validate-roster.ts'
import { isSame } from '../../domain/routing/merge/merge-values.ts'
import type { TableFault } from '../../domain/routing/validate-routing-table.ts'
import { type ChangingDuty, changeDuty, type DutyChanged, type HoleRefusal } from './change-duty.ts'
import { type RosterGiven, rosterOf } from './roster-given.ts'
import { type StaleRoster, staleRoster } from './seen-roster.ts'

/** Who changes a roster, why, and on what. */
export type RosterEdit = {
  /** Revision of the roster (or of the duty) that he looked at; 0: there was no such roster. */
  readonly madeFrom: number
  readonly by: Actor
  readonly why: string | null
  /** Codes of findings that it is done in spite of. */
  readonly acknowledged: readonly string[]
}

export type RosterSaved =
  | DutyChanged
  | StaleRoster
  | HoleRefusal
  | { readonly ok: false; readonly reason: 'faultyRoster'; readonly faults: readonly TableFault[] }

/**
 * Saves a roster, a new one or in place of the one that is there. Promise to those who keep it: nobody's change is
 * overwritten unseen, and what can be seen to be wrong is told as a whole. What changes nothing makes no revision.
 */
export const saveRoster =
  (deps: ChangingDuty) =>
  (given: RosterGiven, edit: RosterEdit): Promise<RosterSaved> => {
    const { id } = given
    const { madeFrom, by } = edit
    return changeDuty<Exclude<RosterSaved, DutyChanged | HoleRefusal>>(deps, edit, async ({ duty, table, now }) => {
      const standing = await deps.duty.roster(id)
      const made = { by, at: now }
      const stale = await staleRoster(deps.duty, standing, madeFrom, (seen) => rosterOf(given, seen, made))
      if (stale) return stale
      const before = standing?.roster ?? null
      const roster = rosterOf(given, before, made)
      if (before !== null && isSame(before, roster)) return null
      // Overrides that he has not written are not his to mend.
      const written = given.overrides === null ? { ...roster, overrides: [] } : roster
      const faults = validateRoster(written, table, duty.rosters)
      if (faults.length > 0) return { ok: false, reason: 'faultyRoster', faults }
      return { change: { kind: 'roster', id, roster }, what: 'rosterSaved', refs: { roster: id } }
    })
  }
