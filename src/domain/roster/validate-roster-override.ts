/** Promise to whoever puts somebody on or off duty: it has an effect, or he is told at once why it has none. */
import type { Instant } from '../instant.ts'
import { localCalendarOf } from '../routing/people-on-duty.ts'
import type { RoutingTable } from '../routing/routing-table.ts'
import { checkReason, checkSpan } from '../routing/validation/check-span.ts'
import { checkId } from '../routing/validation/check-values.ts'
import { type Blame, collectFaults, quote, type TableFault, type TablePath } from '../routing/validation/table-fault.ts'
import { checkWho, personCheck } from './check-person.ts'
import { isOnDutyWithin } from './is-on-duty-within.ts'
import type { Roster, RosterOverride } from './roster.ts'

/** What a change of a roster for a while is judged by. */
export type OverrideGrounds = {
  readonly roster: Roster
  readonly table: RoutingTable
  readonly zone: string
  readonly now: Instant
}

/** Somebody's duty that another takes over. */
export type SwappedDuty = { readonly person: string; readonly from: Instant; readonly until: Instant }
export type Swap = {
  readonly id: string
  readonly one: SwappedDuty
  readonly other: SwappedDuty
  readonly reason: string
}

/** Everything that keeps an override from being added; none: it may be. Paths lead from the override. The rest of the roster is not judged. */
export const validateRosterOverride = (override: RosterOverride, grounds: OverrideGrounds): TableFault[] =>
  collectFaults((blame) => {
    const { id, off, on, reason } = override
    checkId(blame, ['id'], id)
    checkWho(blame, [], { off, on }, personCheck(grounds.roster.covers, grounds.table, blame))
    checkSpan(blame, [], override, grounds.now)
    if (off !== null) checkOnDuty(blame, ['off'], { ...override, person: off }, grounds)
    checkReason(blame, ['reason'], reason)
  })

/** The same for two people who swap. */
export const validateSwap = ({ id, one, other, reason }: Swap, grounds: OverrideGrounds): TableFault[] =>
  collectFaults((blame) => {
    checkId(blame, ['id'], id)
    const checkPerson = personCheck(grounds.roster.covers, grounds.table, blame)
    for (const [place, duty] of [
      ['one', one],
      ['other', other],
    ] as const) {
      checkPerson([place, 'person'], duty.person)
      checkSpan(blame, [place], duty, grounds.now)
      checkOnDuty(blame, [place, 'person'], duty, grounds)
    }
    if (one.person === other.person) blame(['other', 'person'], 'changesNobody')
    checkReason(blame, ['reason'], reason)
  })

function checkOnDuty(blame: Blame, path: TablePath, duty: SwappedDuty, { roster, table, zone }: OverrideGrounds): void {
  const local = localCalendarOf({ table, zone })
  if (duty.until > duty.from && !isOnDutyWithin(roster, duty.person, duty, local)) {
    blame(path, 'neverOnDuty', { person: quote(duty.person) })
  }
}
