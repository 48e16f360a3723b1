import type { Instant } from '../../domain/instant.ts'
import type { RosterOverride } from '../../domain/roster/roster.ts'
import { isSame } from '../../domain/routing/merge/merge-values.ts'
import { changeDuty, type DutyChanged, type HoleRefusal } from './change-duty.ts'
import type { ChangingRosters, RosterAddition } from './override-roster.ts'

export type RosterOverrideEnded =
  | DutyChanged
  | HoleRefusal
  | { readonly ok: false; readonly reason: 'noRoster' | 'noRosterOverride' }

/**
 * Ends an override of a roster before its time; both halves of a swap go together. One that has not begun is taken out, and
 * one that is over already is fine.
 */
export const endRosterOverride =
  (deps: ChangingRosters) =>
  (
    rosterId: string,
    overrideId: string,
    request: Omit<RosterAddition, 'madeFrom'> & { readonly why: string | null },
  ): Promise<RosterOverrideEnded> =>
    changeDuty<Extract<RosterOverrideEnded, { reason: 'noRoster' | 'noRosterOverride' }>>(
      deps,
      request,
      async ({ now }) => {
        const roster = (await deps.duty.roster(rosterId))?.roster ?? null
        if (roster === null) return { ok: false, reason: 'noRoster' }
        const override = roster.overrides.find(({ id, swap }) => id === overrideId || swap === overrideId)
        if (override === undefined) return { ok: false, reason: 'noRosterOverride' }
        const isMeant = ({ id, swap }: RosterOverride) =>
          id === override.id || (swap !== null && swap === override.swap)
        const overrides = roster.overrides.flatMap((one) => (isMeant(one) ? endedAt(one, now) : [one]))
        if (isSame(overrides, roster.overrides)) return null
        return {
          change: { kind: 'roster', id: rosterId, roster: { ...roster, overrides } },
          what: 'rosterOverrideSet',
          refs: { roster: rosterId },
        }
      },
    )

function endedAt(override: RosterOverride, now: Instant): readonly RosterOverride[] {
  if (override.until <= now) return [override]
  return override.from >= now ? [] : [{ ...override, until: now }]
}
