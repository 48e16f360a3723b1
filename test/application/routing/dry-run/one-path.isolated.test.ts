import { afterEach, expect, test, vi } from 'vitest'
import type { Transition } from '../../../../src/domain/call/transition.ts'
import type { RouteChoice } from '../../../../src/domain/routing/choose-route.ts'
import { noDuty } from '../../../../src/domain/routing/duty.ts'
import { makeFakeWorld } from '../../../harness/fake-world.ts'
import { hearsTheMenu } from '../../../scenarios/steps.ts'
import { town } from '../../../scenarios/town.ts'
import { call, heard, tryCall } from './try-town.ts'

/** Put in the place of the rules themselves, for whoever asks them. */
const swapped = vi.hoisted(() => ({
  route: null as null | ((choice: RouteChoice | null) => RouteChoice | null),
  step: null as null | ((decision: Transition) => Transition),
}))
vi.mock('../../../../src/domain/routing/choose-route.ts', async (original) => {
  const real = await original<typeof import('../../../../src/domain/routing/choose-route.ts')>()
  return {
    ...real,
    chooseRoute: (...asked: Parameters<typeof real.chooseRoute>) => {
      const choice = real.chooseRoute(...asked)
      return swapped.route === null ? choice : swapped.route(choice)
    },
  }
})
vi.mock('../../../../src/domain/call/transition.ts', async (original) => {
  const real = await original<typeof import('../../../../src/domain/call/transition.ts')>()
  return {
    ...real,
    transition: (...asked: Parameters<typeof real.transition>) => {
      const decision = real.transition(...asked)
      return swapped.step === null ? decision : swapped.step(decision)
    },
  }
})
afterEach(() => {
  swapped.route = null
  swapped.step = null
})

/** Mon 2026-11-23 10:00. */
const at = '2026-11-23T10:00'

/** The unit whose order a live call gets, and what its caller hears first. */
async function live(no: number) {
  const place = town(no)
  const world = await makeFakeWorld({ table: place.table, at })
  for (const phone of [...place.team, ...place.works, place.officer]) world.phone(phone)
  const citizen = world.citizen()
  await hearsTheMenu(citizen, place.hotline)
  const first = await citizen.presses('1')
  await first.hears('statementAsk')
  const [matter] = await world.cases()
  await citizen.hangsUp()
  await world.close().catch(() => {})
  return { unit: matter?.orders[0]?.unit, urgency: matter?.urgency }
}

function tried(no: number) {
  const place = town(no)
  const run = tryCall(call(at, { dialled: place.hotline, keys: '1' }), place.table, noDuty)
  expect(heard(run.lines)).toContain('statementAsk')
  const opened = run.lines.find((line) => line.what === 'opensCase')
  return { unit: run.where.destination.id, urgency: opened?.what === 'opensCase' ? opened.row.urgency : null }
}

test('another routing function leads live calls and dry runs elsewhere, both', async () => {
  expect(await live(911)).toEqual({ unit: 'water', urgency: 'urgent' })
  expect(tried(911)).toEqual({ unit: 'water', urgency: 'urgent' })
  swapped.route = (choice) => (choice === null ? null : { ...choice, unit: 'works' })
  expect(await live(912)).toEqual({ unit: 'works', urgency: 'urgent' })
  expect(tried(912)).toEqual({ unit: 'works', urgency: 'urgent' })
})

test('another transition decides otherwise in live calls and dry runs, both', async () => {
  swapped.step = (decision) => ({
    ...decision,
    changes: decision.changes.map((change) =>
      'put' in change && change.put === 'case' ? { ...change, row: { ...change.row, urgency: 'critical' } } : change,
    ),
  })
  expect(await live(913)).toEqual({ unit: 'water', urgency: 'critical' })
  expect(tried(913)).toEqual({ unit: 'water', urgency: 'critical' })
})
