import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

type Words = Readonly<Record<string, string>>
export type ToldRosterOverride = {
  readonly id: string
  readonly from: string
  readonly until: string
  readonly off: string | null
  readonly on: string | null
  readonly swap: string | null
  readonly by: string
  readonly reason: string
}
/** A roster as the API shows it. */
export type ToldRoster = {
  readonly id: string
  readonly revision: number
  readonly changedAt: string
  readonly changedBy: string
  readonly at: string
  readonly roster: {
    readonly name: Words
    readonly covers: string
    readonly rotations: readonly {
      readonly id: string
      readonly firstDate: string
      readonly handOver: string
      readonly everyDays: number
      readonly groups: readonly (readonly string[])[]
    }[]
    readonly shifts: readonly {
      readonly id: string
      readonly days: string | readonly number[]
      readonly from: string
      readonly to: string
      readonly firstDate: string | null
      readonly lastDate: string | null
      readonly on: { readonly people?: readonly string[]; readonly rotation?: string }
    }[]
    readonly overrides: readonly ToldRosterOverride[]
  }
  readonly onDuty: readonly {
    readonly person: string
    readonly name: string | null
    readonly shift: string | null
    readonly override: string | null
  }[]
}

/** Everybody on duty in one line, in ringing order: `0501 Zhang San, 0502 Li Si`. */
export const onDutyInALine = ({ onDuty }: Pick<ToldRoster, 'onDuty'>): string =>
  onDuty.length === 0
    ? '- nobody -'
    : onDuty
        .map(({ person, name }) => (name === null ? `${person} (not in the table)` : `${person} ${name}`))
        .join(', ')

/** Rosters, a row each. */
export const tellRosters = (rosters: readonly ToldRoster[]): readonly string[] =>
  tellTable(
    ['roster', 'covers', 'revision', 'changed', 'by', `on duty`],
    rosters.map((one) => [
      one.id,
      one.roster.covers,
      String(one.revision),
      shortTime(one.changedAt),
      one.changedBy,
      onDutyInALine(one),
    ]),
  )

/** A roster whole: its shifts, rotations, overrides, and who is on duty. */
export function tellRoster(told: ToldRoster): readonly string[] {
  const { id, revision, changedAt, changedBy, at, roster } = told
  const { name, covers, rotations, shifts, overrides } = roster
  const dates = ({ firstDate, lastDate }: (typeof shifts)[number]) =>
    firstDate === null && lastDate === null ? '' : `${firstDate ?? '…'} to ${lastDate ?? '…'}`
  return [
    `${id}: ${Object.values(name).join(' / ')}, covers ${covers}; revision ${revision}, by ${changedBy} on ${shortTime(changedAt)}.`,
    ...tellTable(
      ['shift', 'days', 'from', 'to', 'on duty', 'dates'],
      shifts.map((shift) => [
        shift.id,
        typeof shift.days === 'string' ? shift.days : shift.days.join(','),
        shift.from,
        shift.to,
        shift.on.people?.join(', ') ?? `rotation ${shift.on.rotation}`,
        dates(shift),
      ]),
    ),
    ...tellTable(
      ['rotation', 'since', 'hand-over', 'days', 'groups'],
      rotations.map((one) => [
        one.id,
        one.firstDate,
        one.handOver,
        String(one.everyDays),
        one.groups.map((group) => group.join('+')).join(', '),
      ]),
    ),
    ...tellRosterOverrides(overrides),
    `On duty at ${shortTime(at)}: ${onDutyInALine(told)}`,
  ]
}

export const tellRosterOverrides = (overrides: readonly ToldRosterOverride[]): readonly string[] =>
  tellTable(
    ['override', 'from', 'until', 'off', 'on', 'swap', 'by', 'reason'],
    overrides.map(({ id, from, until, off, on, swap, by, reason }) => [
      id,
      shortTime(from),
      shortTime(until),
      off ?? '-',
      on ?? '-',
      swap ?? '-',
      by,
      reason,
    ]),
  )
