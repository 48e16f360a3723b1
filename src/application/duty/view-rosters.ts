import type { Instant } from '../../domain/instant.ts'
import { coveredBy } from '../../domain/roster/covered-by.ts'
import { type OnDutyBecause, onDutyBecause } from '../../domain/roster/on-duty-because.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import { localCalendarOf } from '../../domain/routing/people-on-duty.ts'
import type { RoutingTable, Words } from '../../domain/routing/routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { DutyStore, KeptRoster } from '../ports/duty-store.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

export type ViewingRosters = {
  readonly duty: Pick<DutyStore, 'rosters' | 'roster' | 'atInstant'>
  readonly routing: Pick<RoutingStore, 'current'>
  readonly clock: Clock
  readonly zone: string
}

/** Somebody on duty; `name` null: the table has nobody of this id any more, so he is not rung. */
export type PersonOnDuty = OnDutyBecause & { readonly name: Words | null }

/** A roster as it stood or stands, and who is on duty by it at an instant, in ringing order. */
export type RosterView = Omit<KeptRoster, 'roster'> & {
  readonly roster: Roster
  readonly at: Instant
  readonly onDuty: readonly PersonOnDuty[]
}

/**
 * All rosters, with who is on duty at an instant. Of an instant that is past the rosters of that time are told: who was
 * rung then is not changed by what was written since.
 * @param at null: now.
 */
export const viewRosters =
  (deps: ViewingRosters) =>
  async (at: Instant | null): Promise<readonly RosterView[]> => {
    const now = deps.clock.now()
    const instant = at ?? now
    const kept = instant < now ? await rostersAt(deps, instant) : await deps.duty.rosters()
    const table = await tableOf(deps)
    return kept.flatMap((one) => view(one, instant, table, deps.zone) ?? [])
  }

/** One of them; null: there is none of this id, or there was none. `revision`: as it stood at that revision of the duty. */
export const viewRoster =
  (deps: ViewingRosters) =>
  async (
    id: string,
    about: { readonly at: Instant | null; readonly revision: number | null },
  ): Promise<RosterView | null> => {
    const now = deps.clock.now()
    const instant = about.at ?? now
    const revision = about.revision ?? (instant < now ? (await deps.duty.atInstant(instant)).revision : undefined)
    const kept = await deps.duty.roster(id, revision)
    return kept === null ? null : view(kept, instant, await tableOf(deps), deps.zone)
  }

async function rostersAt({ duty }: ViewingRosters, at: Instant): Promise<readonly KeptRoster[]> {
  const { revision, rosters } = await duty.atInstant(at)
  const kept = await Promise.all(rosters.map(({ id }) => duty.roster(id, revision)))
  return kept.filter((one) => one !== null)
}

async function tableOf({ routing }: ViewingRosters): Promise<RoutingTable> {
  const version = await routing.current()
  if (version === null) throw new Error('There is no published routing table')
  return version.table
}

function view(kept: KeptRoster, at: Instant, table: RoutingTable, zone: string): RosterView | null {
  const { roster } = kept
  if (roster === null) return null
  const people = coveredBy(table, roster.covers)?.people ?? []
  const onDuty = onDutyBecause(roster, at, localCalendarOf({ table, zone })).map((one) => ({
    ...one,
    name: people.find(({ id }) => id === one.person)?.name ?? null,
  }))
  return { ...kept, roster, at, onDuty }
}
