import { expect, it } from 'vitest'
import { clockWindow } from '../../../src/domain/clocks/count-clock.ts'
import type { ClockRule } from '../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../routing/small-table.ts'

const any = { unit: null, category: null, categoryKind: null, urgency: null } as const
const rules: readonly ClockRule[] = [
  { ...any, clock: 'complete', urgency: 'critical', window: null },
  { ...any, clock: 'complete', unit: 'works', category: 'gas', window: 'hours' },
  { ...any, clock: 'feedback', categoryKind: 'help', window: 'hours' },
]
const clock = { kind: 'complete', unit: 'works', category: 'gas', urgency: 'urgent' } as const

it.each([
  ['unit and category fit', clock, 'hours'],
  ['another unit', { ...clock, unit: 'shops' }, null],
  ['another category', { ...clock, category: 'water' }, null],
  ['an exception before it says day and night', { ...clock, urgency: 'critical' as const }, null],
  ['by the kind of its category, for any unit', { ...clock, kind: 'feedback' as const, unit: 'shops' }, 'hours'],
  ['the category is not known', { ...clock, kind: 'feedback' as const, category: null }, null],
  ['a kind without a rule', { ...clock, kind: 'arrive' as const }, null],
])('%s', (_, asked, expected) => {
  expect(clockWindow({ ...smallTable, serviceTime: rules }, asked)?.id ?? null).toBe(expected)
})
