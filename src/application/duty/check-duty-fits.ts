/** Promise to the sysadmin: he is told before publishing whom a roster or an override would lose, and then no call breaks by it. */
import type { Instant } from '../../domain/instant.ts'
import { coveredBy } from '../../domain/roster/covered-by.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import { type Duty, overAt } from '../../domain/routing/duty.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { understoodDuty } from '../../domain/routing/understood-duty.ts'
import { quote } from '../../domain/routing/validation/table-fault.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { Finding, TableCheck } from '../ports/table-check.ts'

/** What rosters and timed overrides, as they are now, would lose by a table. Calls pass over them: that is a warning. */
export const checkDutyFits =
  (store: Pick<DutyStore, 'current'>): TableCheck =>
  async ({ table, at }) => {
    const duty = await store.current()
    return [...duty.rosters.flatMap((roster) => losses(roster, table, at)), ...lostTargets(duty, table, at)]
  }

const warning = (about: Pick<Finding, 'code' | 'message' | 'fix' | 'about'>): Finding => ({
  severity: 'warning',
  path: '',
  rule: 'docs/duty.md#when-the-table-changes',
  ...about,
})

function losses(roster: Roster, table: RoutingTable, at: Instant): readonly Finding[] {
  const { covers } = roster
  const id = quote(roster.id)
  const covered = coveredBy(table, covers)
  if (covered === null) {
    return [
      warning({
        code: 'rosterLosesPeople',
        message: {
          'zh-CN': `值班表${id}覆盖的${quote(covers)}在此路由表中不存在：该值班表不再起作用`,
          en: `the roster ${id} covers ${quote(covers)}, which this table does not have: it no longer counts for anything`,
        },
        fix: {
          'zh-CN': `删除值班表${id}，或改写其covers`,
          en: `delete the roster ${id}, or let it cover something else`,
        },
        about: { roster: roster.id, covers },
      }),
    ]
  }
  const people = peopleNamed(roster, at).filter((person) => !covered.people.some((one) => one.id === person))
  if (people.length === 0) return []
  const names = people.map(quote)
  return [
    warning({
      code: 'rosterLosesPeople',
      message: {
        'zh-CN': `值班表${id}中的${names.join('、')}在此路由表中不是${quote(covers)}的人员：轮到时不会呼叫`,
        en: `the roster ${id} names ${names.join(', ')}, not among the people of ${quote(covers)} in this table: not rung when on duty`,
      },
      fix: {
        'zh-CN': `发布后修改值班表${id}，或在路由表中保留这些人员`,
        en: `change the roster ${id} when this is published, or keep these people in the table`,
      },
      about: { roster: roster.id, covers, people },
    }),
  ]
}

/** Everybody a roster names who may still be on duty, each once. */
function peopleNamed({ rotations, shifts, overrides }: Roster, at: Instant): readonly string[] {
  return [
    ...new Set([
      ...shifts.flatMap(({ on }) => ('people' in on ? on.people : [])),
      ...rotations.flatMap(({ groups }) => groups.flat()),
      ...overrides.flatMap(({ on, until }) => (on !== null && until > at ? [on] : [])),
    ]),
  ]
}

/** Overrides that count, or will, and lead to what is not there. */
function lostTargets(duty: Duty, table: RoutingTable, at: Instant): readonly Finding[] {
  const understood = understoodDuty({ table, duty }).overrides
  return duty.overrides
    .filter((override) => overAt(override) > at && !understood.includes(override))
    .map(({ id, kind, to }) =>
      warning({
        code: 'overrideLosesTarget',
        message: {
          'zh-CN': `临时安排${quote(id)}（${kind}）的去向${quote(to)}在此路由表中不存在：不再起作用`,
          en: `the timed override ${quote(id)} (${kind}) leads to ${quote(to)}, which this table does not have: it no longer counts`,
        },
        fix: { 'zh-CN': '结束它，另设一个', en: 'end it, and set another' },
        about: { override: id, kind, to },
      }),
    )
}
