import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { Roster } from '../../src/domain/roster/roster.ts'
import { monday } from './small-town.ts'

/** Keeps rosters as somebody would have saved them one after the other, without a look at them. */
export async function keepRosters(duty: DutyStore, ...rosters: readonly Roster[]): Promise<void> {
  for (const roster of rosters) {
    const revision = (await duty.current()).revision + 1
    const by = 'api:token'
    const saved = await duty.save(
      { revision, changedAt: monday, changedBy: by, change: { kind: 'roster', id: roster.id, roster } },
      { at: monday, by, what: 'rosterSaved', refs: { roster: roster.id }, changes: [], moreChanges: 0, why: null },
    )
    if (!saved) throw new Error(`revision ${revision} of the duty was somebody else's`)
  }
}
