import { expect, test } from 'vitest'
import { readDemoTable } from '../../src/adapters/table-file/demo-table.ts'
import { validateRoutingTable } from '../../src/domain/routing/validate-routing-table.ts'
import { inTones } from './in-tones.ts'

test('a table in tones can be published, and says nothing in any other language', () => {
  const table = inTones(readDemoTable())
  expect(validateRoutingTable(table)).toEqual([])
  expect(JSON.stringify(table)).not.toMatch(/"(?:zh-CN|en)"/)
  expect(table.units.find(({ id }) => id === '05')?.name).toEqual({ 'x-tone': '自来水厂' })
})

test('only the languages differ', () => {
  const [before, after] = [readDemoTable(), inTones(readDemoTable())]
  expect(after.timings).toEqual(before.timings)
  const hours = ({ windows }: typeof before) => windows.map(({ name: _name, ...window }) => window)
  expect(hours(after)).toEqual(hours(before))
  expect(after.routes).toEqual(before.routes)
  expect(after.numbers.map(({ number, line }) => [number, line])).toEqual(
    before.numbers.map(({ number, line }) => [number, line]),
  )
})
