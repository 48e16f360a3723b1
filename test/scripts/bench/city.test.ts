import { expect, test } from 'vitest'
import { cityDuty, cityNow } from '../../../scripts/bench/city/city-duty.ts'
import { bigCity, cityTable } from '../../../scripts/bench/city/city-table.ts'
import { proveRules } from '../../../src/domain/routing/proof/prove-rules.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'

test('the city of the benches is as big as it says, keeps the rules of a table, and has the holes that were made', () => {
  const table = cityTable(bigCity)
  const duty = cityDuty(bigCity)
  expect([table.units.length, table.categories.length, table.areas.length, duty.rosters.length]).toEqual([
    50, 20, 16, 30,
  ])
  expect(validateRoutingTable(table)).toEqual([])
  const findings = proveRules(
    { table, duty, zone: 'Asia/Shanghai' },
    { from: cityNow, until: cityNow + 366 * 86_400_000 },
  )
  expect(findings.length).toBeGreaterThan(0)
  expect(
    new Set(findings.map(({ code, when }) => `${code} ${when[0]?.is === 'everyWeek' ? when[0].days : ''}`)),
  ).toEqual(new Set(['onlyOfficer 7']))
})
