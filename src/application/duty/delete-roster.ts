import { type ChangingDuty, changeDuty, type DutyChanged, type HoleRefusal } from './change-duty.ts'
import type { RosterEdit } from './save-roster.ts'
import { type StaleRoster, staleRoster } from './seen-roster.ts'

export type RosterDeleted =
  | DutyChanged
  | StaleRoster
  | HoleRefusal
  | { readonly ok: false; readonly reason: 'noRoster' }

/** Deletes a roster as it was seen. Whom it covered are then all on duty at every hour; its history stays. */
export const deleteRoster =
  (deps: ChangingDuty) =>
  (id: string, edit: RosterEdit): Promise<RosterDeleted> =>
    changeDuty<Exclude<RosterDeleted, DutyChanged | HoleRefusal>>(deps, edit, async () => {
      const standing = await deps.duty.roster(id)
      if (standing === null || standing.roster === null) return { ok: false, reason: 'noRoster' }
      const stale = await staleRoster(deps.duty, standing, edit.madeFrom, () => null)
      if (stale) return stale
      return { change: { kind: 'roster', id, roster: null }, what: 'rosterDeleted', refs: { roster: id } }
    })
