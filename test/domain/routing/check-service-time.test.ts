import { expect, it } from 'vitest'
import type { ClockRule, RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'
import { smallTable } from './small-table.ts'

const any = { unit: null, category: null, categoryKind: null, urgency: null, window: 'hours' } as const
const faults = (table: RoutingTable) => validateRoutingTable(table).map(({ path, code }) => `${path.join('.')} ${code}`)
const withRules = (...serviceTime: readonly ClockRule[]): RoutingTable => ({ ...smallTable, serviceTime })
const hours = (frames: RoutingTable['windows'][number]['frames']): RoutingTable => ({
  ...withRules({ ...any, clock: 'complete' }),
  windows: [{ ...smallTable.windows[0], frames }],
})

it.each<[string, RoutingTable, readonly string[]]>([
  [
    'a rule for a unit and a kind of category',
    withRules({ ...any, clock: 'complete', unit: 'works', categoryKind: 'help' }),
    [],
  ],
  [
    'an exception before the rule',
    withRules({ ...any, clock: 'review', urgency: 'critical', window: null }, { ...any, clock: 'review' }),
    [],
  ],
  [
    'a window that is not there',
    withRules({ ...any, clock: 'complete', window: 'hour' }),
    ['serviceTime.0.window noReferenceButNear'],
  ],
  ['a unit that is not there', withRules({ ...any, clock: 'accept', unit: 'x' }), ['serviceTime.0.unit noReference']],
  [
    'a clock the citizen is told in minutes',
    withRules({ ...any, clock: 'callBack' }),
    ['serviceTime.0.clock noneOfThese'],
  ],
  [
    'a unit before there is one',
    withRules({ ...any, clock: 'dispatch', unit: 'works' }),
    ['serviceTime.0.unit clockWithoutUnit'],
  ],
  [
    'a rule that is never asked',
    withRules(
      { ...any, clock: 'complete', unit: 'works' },
      { ...any, clock: 'complete', unit: 'works', urgency: 'normal' },
    ),
    ['serviceTime.1 clockRuleNeverFits'],
  ],
  ['a window without hours: its clock would never run', hours([]), ['serviceTime.0.window clockHardlyRuns']],
  ['59 minutes a week', hours([{ days: [1], from: '08:00', to: '08:59' }]), ['serviceTime.0.window clockHardlyRuns']],
  ['an hour a week', hours([{ days: [1], from: '08:00', to: '09:00' }]), []],
])('%s', (_, table, expected) => {
  expect(faults(table)).toEqual(expected)
})
