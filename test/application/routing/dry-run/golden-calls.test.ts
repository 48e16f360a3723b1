import { expect, test } from 'vitest'
import { goldenCallCheck } from '../../../../src/application/routing/dry-run/golden-calls.ts'
import { type Duty, noDuty } from '../../../../src/domain/routing/duty.ts'
import type { GoldenCall, RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { validateRoutingTable } from '../../../../src/domain/routing/validate-routing-table.ts'
import { shippedPrompts } from '../../../support/shipped-prompts.ts'
import { demo, local, zone } from './try-town.ts'

const golden = (about: Partial<GoldenCall>): GoldenCall => ({
  id: 'water-by-day',
  // Mon
  at: '2026-11-23T10:00',
  dialled: '12345',
  caller: '13912345678',
  keys: '1',
  silent: [],
  expect: { unit: '05', rings: ['13800000501'] },
  ...about,
})
const tableWith = (...goldenCalls: readonly GoldenCall[]): RoutingTable => ({ ...demo, goldenCalls })
const findings = (table: RoutingTable, duty: Duty = noDuty) => {
  expect(validateRoutingTable(table)).toEqual([])
  const check = goldenCallCheck({ duty: { current: async () => duty }, zone, prompts: shippedPrompts })
  return check({ table, over: null, at: local('2026-11-23T09:00') })
}

test('golden calls that go their way are nothing to speak of', async () => {
  const night = golden({ id: 'night', at: '2026-10-01T02:10', expect: { unit: null, rings: ['110'] } })
  const officer = golden({
    id: 'nobody-of-water',
    silent: ['13800000501', '13800000502'],
    expect: { unit: '05', rings: ['13800000501', '13800000502', '13800009901'] },
  })
  expect(await findings(tableWith(golden({}), night, officer))).toEqual([])
})

test('one that goes elsewhere is told: what was expected, what comes instead', async () => {
  const moved: RoutingTable = {
    ...tableWith(golden({})),
    routes: demo.routes.map((route) => (route.category === 'water' ? { ...route, unit: '04' } : route)),
  }
  const [finding, ...more] = await findings(moved)
  expect(more).toEqual([])
  expect(finding).toMatchObject({
    severity: 'warning',
    code: 'goldenCall',
    path: 'goldenCalls[water-by-day]',
    message: {
      en: 'the golden call water-by-day (Mon 2026-11-23 10:00, 13912345678 calls 12345, keys 1) must go to waterworks and ring 13800000501; it goes to pipeline gas company and rings 13800000401',
      'zh-CN':
        '固定通话water-by-day（2026-11-23 10:00，周一，13912345678拨打12345，按键1）应由自来水厂负责，振铃13800000501；现在由市管道液化气公司负责，振铃13800000401',
    },
    about: { expected: { unit: '05' }, came: { unit: '04', rings: ['13800000401'] } },
  })
})

test('other telephones are another way, too, also in another order', async () => {
  const rings = ['13800000502', '13800000501']
  const [finding] = await findings(tableWith(golden({ silent: ['13800000501'], expect: { unit: '05', rings } })))
  expect(finding?.message.en).toContain(
    'ring 13800000502, 13800000501; it goes to waterworks and rings 13800000501, 13800000502',
  )
})

test('the timed overrides of now count', async () => {
  const about = { line: null, by: 'officer:x', at: 0, reason: 'flood', ended: null } as const
  const [from, until] = [local('2026-11-23T00:00'), local('2026-11-24T00:00')]
  const duty: Duty = {
    ...noDuty,
    overrides: [{ ...about, id: 'o', kind: 'sendAll', to: '01', from, until }],
  }
  const [finding] = await findings(tableWith(golden({})), duty)
  expect(finding?.message.en).toContain('it goes to power supply bureau')
})
