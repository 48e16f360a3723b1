import { describe, expect, it } from 'vitest'
import { checkDutyFits } from '../../../src/application/duty/check-duty-fits.ts'
import type { Roster } from '../../../src/domain/roster/roster.ts'
import { type Duty, noDuty } from '../../../src/domain/routing/duty.ts'
import { peopleOnDuty } from '../../../src/domain/routing/people-on-duty.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { aClosing, waterRoster } from '../../support/rosters.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, zone } from '../../support/small-town.ts'

const without = (person: string): RoutingTable => ({
  ...smallTable,
  units: smallTable.units.map((unit) => ({ ...unit, responders: unit.responders.filter(({ id }) => id !== person) })),
})
const said = async (duty: Partial<Duty>, table: RoutingTable) => {
  const findings = await checkDutyFits({ current: async () => ({ ...noDuty, ...duty }) })({
    table,
    over: null,
    at: monday,
  })
  expect(findings.every(({ severity }) => severity === 'warning')).toBe(true)
  return findings.map(({ code, message }) => `${code}: ${message.en}`)
}
const standingIn = (until: number): Roster => ({
  ...waterRoster,
  shifts: waterRoster.shifts.slice(0, 1),
  overrides: [{ id: 'o1', from: monday - 10, until, off: '0501', on: '0502', swap: null, by: 'x', at: 0, reason: 'x' }],
})
const loses = 'rosterLosesPeople: the roster "water"'

describe('what rosters and overrides would lose by a table', () => {
  it.each<[string, Partial<Duty>, RoutingTable, readonly string[]]>([
    ['nothing', { rosters: [waterRoster] }, smallTable, []],
    [
      'somebody on a shift',
      { rosters: [waterRoster] },
      without('0502'),
      [`${loses} names "0502", not among the people of "05" in this table: not rung when on duty`],
    ],
    [
      'somebody who stands in',
      { rosters: [standingIn(monday + 1)] },
      without('0502'),
      [`${loses} names "0502", not among the people of "05" in this table: not rung when on duty`],
    ],
    ['somebody who stood in', { rosters: [standingIn(monday)] }, without('0502'), []],
    [
      'the unit itself',
      { rosters: [waterRoster] },
      { ...smallTable, units: [] },
      [`${loses} covers "05", which this table does not have: it no longer counts for anything`],
    ],
    [
      'where an override leads',
      { overrides: [aClosing(monday)] },
      { ...smallTable, emergencies: [] },
      [
        'overrideLosesTarget: the timed override "closing" (close) leads to "110", which this table does not have: it no longer counts',
      ],
    ],
    [
      'where one led that is over',
      { overrides: [aClosing(monday - 3_600_000)] },
      { ...smallTable, emergencies: [] },
      [],
    ],
  ])('%s', async (_, duty, table, expected) => {
    expect(await said(duty, table)).toEqual(expected)
  })

  it('calls pass over who is not there: the others on duty are rung, or nobody of the unit', () => {
    const both: Roster = { ...waterRoster, shifts: [{ ...waterRoster.shifts[0]!, on: { people: ['0502', '0501'] } }] }
    const table = without('0502')
    const rung = (roster: Roster) =>
      peopleOnDuty({ table, duty: { ...noDuty, rosters: [roster] }, zone }, table.units[0]!, null, monday).map(
        ({ id }) => id,
      )
    expect(rung(both)).toEqual(['0501'])
    expect(rung(standingIn(monday + 1))).toEqual([])
  })
})
