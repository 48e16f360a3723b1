import type { Instant } from '../../domain/instant.ts'
import type { Roster, RosterOverride } from '../../domain/roster/roster.ts'
import {
  type OverrideGrounds,
  type Swap,
  validateRosterOverride,
  validateSwap,
} from '../../domain/roster/validate-roster-override.ts'
import type { TableFault } from '../../domain/routing/validate-routing-table.ts'
import { type ChangingDuty, changeDuty, type DutyChanged, type HoleRefusal } from './change-duty.ts'
import type { RosterEdit } from './save-roster.ts'
import { type StaleRoster, staleRoster } from './seen-roster.ts'

export type ChangingRosters = ChangingDuty & { readonly zone: string }

/** Whoever only adds to a roster need not say which revision he saw: he takes nothing away from anybody. */
export type RosterAddition = Omit<RosterEdit, 'madeFrom' | 'why'> & { readonly madeFrom: number | null }

export type RosterOverridden = DutyChanged | HoleRefusal | NotOverridden
type NotOverridden =
  | StaleRoster
  | { readonly ok: false; readonly reason: 'noRoster' }
  | { readonly ok: false; readonly reason: 'faultyOverride'; readonly faults: readonly TableFault[] }

/** An override as somebody asks for it; asked for again under the same id it is made once. */
export type OverrideGiven = Omit<RosterOverride, 'by' | 'at' | 'swap'>

/** Overrides that are over for so long leave the roster when the next one comes; its history keeps them. */
const keptMs = 31 * 24 * 3_600_000

/** Puts somebody on duty who is not, or the other way round, for a while (调班). */
export const overrideRoster =
  (deps: ChangingRosters) =>
  (rosterId: string, given: OverrideGiven, addition: RosterAddition): Promise<RosterOverridden> =>
    add(deps, rosterId, addition, {
      what: 'rosterOverrideSet',
      reason: given.reason,
      overrides: (made) => [{ ...given, ...made, swap: null }],
      validate: ([override], grounds) => (override === undefined ? [] : validateRosterOverride(override, grounds)),
    })

/** Swaps two people (换班): two overrides that belong together, in each of which one does the duty of the other. */
export const swapPeople =
  (deps: ChangingRosters) =>
  (rosterId: string, swap: Swap, addition: RosterAddition): Promise<RosterOverridden> =>
    add(deps, rosterId, addition, {
      what: 'rosterSwapped',
      reason: swap.reason,
      overrides: (made) => halvesOf(swap).map((half) => ({ ...half, ...made })),
      validate: (_, grounds) => validateSwap(swap, grounds),
    })

const halvesOf = ({ id, one, other, reason }: Swap): readonly Omit<RosterOverride, 'by' | 'at'>[] =>
  [
    { half: 1, own: one, stead: other },
    { half: 2, own: other, stead: one },
  ].map(({ half, own, stead }) => ({
    id: `${id}-${half}`,
    from: own.from,
    until: own.until,
    off: own.person,
    on: stead.person,
    swap: id,
    reason,
  }))

type Addition = {
  readonly what: 'rosterOverrideSet' | 'rosterSwapped'
  readonly reason: string
  readonly overrides: (made: Pick<RosterOverride, 'by' | 'at'>) => readonly RosterOverride[]
  readonly validate: (overrides: readonly RosterOverride[], grounds: OverrideGrounds) => readonly TableFault[]
}

function add(
  deps: ChangingRosters,
  id: string,
  { by, madeFrom, acknowledged }: RosterAddition,
  { what, reason, overrides, validate }: Addition,
): Promise<RosterOverridden> {
  const request = { by, acknowledged, why: reason }
  return changeDuty<NotOverridden>(deps, request, async ({ table, now }) => {
    const standing = await deps.duty.roster(id)
    if (standing === null || standing.roster === null) return { ok: false, reason: 'noRoster' }
    const { roster } = standing
    const added = overrides({ by, at: now })
    if (added.every((one) => roster.overrides.some((other) => other.id === one.id))) return null
    const withAdded = (to: Roster): Roster => ({ ...to, overrides: [...to.overrides, ...added] })
    const stale =
      madeFrom === null ? null : await staleRoster(deps.duty, standing, madeFrom, (seen) => seen && withAdded(seen))
    if (stale) return stale
    const faults = validate(added, { roster, table, now, zone: deps.zone })
    if (faults.length > 0) return { ok: false, reason: 'faultyOverride', faults }
    const change = { kind: 'roster', id, roster: withAdded(withoutOld(roster, now)) } as const
    return { change, what, refs: { roster: id } }
  })
}

const withoutOld = (roster: Roster, now: Instant): Roster => ({
  ...roster,
  overrides: roster.overrides.filter(({ until }) => until > now - keptMs),
})
