import { deadlineKinds } from '../clocks/deadline-kind.ts'
import { laterTimings } from './later-timings.ts'
import { phonesFor } from './phones-of.ts'
import type { Responder, RoutingTable } from './routing-table.ts'
import { usualLadders } from './usual-ladders.ts'
import { usualReturnReasons } from './usual-return-reasons.ts'
import { usualSeriousKinds, usualSupervisionClasses } from './usual-serious.ts'

type Older<T, New extends keyof T> = Omit<T, New> & Partial<Pick<T, New>>
type OlderResponder = Older<Responder, 'phones'> & { readonly voice?: string | null; readonly sms?: string | null }

/**
 * A table that was published before it could say as much as today: what it does not say is what a file that leaves it out
 * means, so that calls and cases go on by it as they began. The table itself where nothing is missing.
 */
export function fromOlderTable(table: RoutingTable): RoutingTable {
  if (isOfToday(table)) return table
  const person = (older: OlderResponder): Responder => {
    const { voice, sms, ...rest } = older
    return { ...rest, phones: older.phones ?? phonesFor(voice ?? null, sms ?? null) }
  }
  const orNobody = (older: Responder | null) => (older === null ? null : person(older))
  const centre = {
    ...table.centre,
    dutyOfficers: table.centre.dutyOfficers.map(person),
    supervision: orNobody(table.centre.supervision),
    leadingGroup: orNobody(table.centre.leadingGroup),
  }
  const older: Partial<RoutingTable> = table
  return {
    ...table,
    calendar: older.calendar ?? [],
    areas: older.areas ?? [],
    numbers: table.numbers.map((did) => ({ ...withNulls(['forward', 'window']), ...did })),
    windows: table.windows.map((window) => ({
      ...window,
      exceptions: window.exceptions.map((exception) => ({ ...withNulls(['closedTo']), ...exception })),
    })),
    categories: table.categories.map((category) => ({ ...{ asksArea: false }, ...category })),
    units: table.units.map((unit) => ({
      ...{ teams: [] },
      ...unit,
      responders: unit.responders.map(person),
      head: orNobody(unit.head),
    })),
    routes: table.routes.map((route) => ({ ...withNulls(['area', 'team']), ...{ reinforcements: [] }, ...route })),
    centre,
    // Kinds of deadlines that came later have their usual ladder.
    ladders: { ...usualLadders(centre), ...older.ladders },
    returnReasons: older.returnReasons ?? usualReturnReasons(table.languages),
    serviceTime: older.serviceTime ?? [],
    seriousKinds: older.seriousKinds ?? usualSeriousKinds(centre),
    supervisionClasses: older.supervisionClasses ?? usualSupervisionClasses,
    notices: older.notices ?? [],
    goldenCalls: older.goldenCalls ?? [],
    timings: { ...withNulls(['phoneTestDays']), ...laterTimings, ...table.timings },
  }
}

const isOfToday = ({
  ladders,
  goldenCalls,
  serviceTime,
  seriousKinds,
  returnReasons,
}: Partial<RoutingTable>): boolean =>
  [goldenCalls, serviceTime, seriousKinds, returnReasons].every((part) => part !== undefined) &&
  deadlineKinds.every((kind) => ladders?.[kind] !== undefined)

const withNulls = <Name extends string>(names: readonly Name[]): { readonly [name in Name]: null } =>
  Object.fromEntries(names.map((name) => [name, null])) as { [name in Name]: null }
