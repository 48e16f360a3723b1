import { expect, test } from 'vitest'
import { matterOfKeys } from '../../../../src/domain/routing/proof/matter-of-keys.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../small-table.ts'

// Key 1 is water; key 2 opens a group whose key 1 is gas; gas asks something (1 pipe, 2 bottle) and has a number of its own.
const other: RoutingTable = {
  ...smallTable,
  lines: [...smallTable.lines, { ...smallTable.lines[0], id: 'old', menu: 'old' }],
  numbers: [...smallTable.numbers, { ...smallTable.numbers[0], number: '95002', line: 'old' }],
  menus: [...smallTable.menus, { ...smallTable.menus[0], id: 'old', entries: [{ key: '1', category: 'gas' }] }],
}

test.each([
  ['1', { category: 'water' }],
  ['2-1', { category: 'gas' }],
  ['21', { category: 'gas' }],
  ['2-1-2', { category: 'gas', answer: 'bottle' }],
  ['212', { category: 'gas', answer: 'bottle' }],
  ['6123456', { category: 'gas' }],
  ['61234561', { category: 'gas', answer: 'pipe' }],
])('%s', (keys, asked) => {
  expect(matterOfKeys(smallTable, keys, null)).toEqual({ ok: true, asked })
})

test.each(['3', '2', '2-1-3', '1-1', '', '-'])('nothing is on %j', (keys) => {
  expect(matterOfKeys(smallTable, keys, null)).toEqual({
    ok: false,
    reason: 'unknownKey',
    possible: ['1', '2-1', '6123456'],
  })
})

test('a key that means different things is asked for with its line', () => {
  expect(matterOfKeys(other, '1', null)).toEqual({ ok: false, reason: 'ambiguousKey', possible: ['main', 'old'] })
  expect(matterOfKeys(other, '1', 'old')).toEqual({ ok: true, asked: { category: 'gas', line: 'old' } })
})
