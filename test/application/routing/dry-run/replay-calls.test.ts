import { beforeAll, expect, test } from 'vitest'
import { replayCalls } from '../../../../src/application/routing/dry-run/replay-calls.ts'
import { type Duty, noDuty } from '../../../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { createFakePrompts } from '../../../fakes/fake-prompts.ts'
import { type FakeWorld, makeFakeWorld } from '../../../harness/fake-world.ts'
import {
  choosesWithoutWords,
  hearsTheMenu,
  isNotAnswered,
  takesTheOrder,
  talkAndEnd,
} from '../../../scenarios/steps.ts'
import { town } from '../../../scenarios/town.ts'
import { zone } from './try-town.ts'

/** Mon 2026-11-23, from 10:00 on. */
const at = '2026-11-23T10:00'
const from = Date.parse(`${at}:00+08:00`)
const place = town(921, { team: 2, officers: 2 })
let world: FakeWorld
const ids: Record<string, string> = {}

/** A morning of live calls, each by its name. */
beforeAll(async () => {
  world = await makeFakeWorld({ table: place.table, at })
  for (const phone of [...place.team, ...place.gas, ...place.works, place.officer, place.secondOfficer, place.police])
    world.phone(phone)
  const morning: Readonly<Record<string, () => Promise<unknown>>> = {
    async water() {
      const citizen = world.citizen()
      await choosesWithoutWords(citizen, place.hotline, '1')
      await takesTheOrder(world.phone(place.water[0]))
      await talkAndEnd(citizen, world.phone(place.water[0]))
      // It rang while the first one decided.
      await world.phone(place.water[1]).rings()
    },
    async waterSecond() {
      const citizen = world.citizen()
      await choosesWithoutWords(citizen, place.hotline, '1')
      await isNotAnswered(world.phone(place.water[0]))
      await takesTheOrder(world.phone(place.water[1]))
      await talkAndEnd(citizen, world.phone(place.water[1]))
    },
    async bottle() {
      const citizen = world.citizen()
      await choosesWithoutWords(citizen, place.hotline, '32')
      await takesTheOrder(world.phone(place.works[0]))
      await talkAndEnd(citizen, world.phone(place.works[0]))
    },
    async person() {
      const citizen = world.citizen(null)
      await hearsTheMenu(citizen, place.hotline)
      await citizen.presses('0')
      await takesTheOrder(world.phone(place.officer))
      await talkAndEnd(citizen, world.phone(place.officer))
    },
    async danger() {
      const citizen = world.citizen()
      await hearsTheMenu(citizen, place.hotline)
      await citizen.presses('9')
      const police = world.phone(place.police)
      await police.rings()
      await police.answers()
      const officer = world.phone(place.officer)
      await officer.rings()
      await officer.answers()
      await officer.hears('criticalIntro')
      await officer.presses('1')
      await talkAndEnd(citizen, police)
    },
    async menu() {
      const citizen = world.citizen()
      await hearsTheMenu(citizen, place.hotline)
      await citizen.hangsUp()
    },
    async oldNumber() {
      const citizen = world.citizen()
      await citizen.dials(place.oldWater)
      await citizen.hears('statementAsk')
      await citizen.presses('#')
      await takesTheOrder(world.phone(place.water[0]))
      await talkAndEnd(citizen, world.phone(place.water[0]))
      // It rang while the first one decided.
      await world.phone(place.water[1]).rings()
    },
  }
  for (const [name, play] of Object.entries(morning)) {
    await play()
    await world.advance(60)
    const { items } = await world.stores.calls.list({}, { cursor: null, limit: 50 })
    ids[name] = items.find(({ id, kind }) => kind === 'citizen' && !Object.values(ids).includes(id))?.id ?? ''
  }
  return async () => void (await world.close().catch(() => {}))
})

async function replay(table: RoutingTable, until = from + 3_600_000, duty: Duty = noDuty) {
  const { calls, cases, routing } = world.stores
  const deps = { calls, cases, routing, zone, prompts: createFakePrompts() }
  const done = await replayCalls(
    { ...deps, dutyAt: async (revision) => (revision === 0 ? duty : noDuty), breathe: async () => {} },
    { table, version: 1 },
    { from, until },
  )
  const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))
  return {
    ...done,
    groups: done.groups.map(({ change, from: went, to, calls: found }) => ({
      change,
      from: went.destination.id ?? went.destination.to,
      to: to.destination.id ?? to.destination.to,
      calls: found.map(({ id }) => names[id]).sort(),
    })),
  }
}
const withRoute = (category: string, change: Partial<RoutingTable['routes'][number]>): RoutingTable => ({
  ...place.table,
  routes: place.table.routes.map((route) => (route.category === category ? { ...route, ...change } : route)),
})

test('by the same table every call goes where it went', async () => {
  expect(await replay(place.table)).toEqual({ looked: 7, skipped: 0, isComplete: true, groups: [] })
})

test('calls whose unit is another go elsewhere, those of the old number among them', async () => {
  expect((await replay(withRoute('water', { unit: 'works' }))).groups).toEqual([
    { change: 'elsewhere', from: 'water', to: 'works', calls: ['oldNumber', 'water', 'waterSecond'] },
  ])
})

test('who wanted water gets water, whatever its key is now', async () => {
  const [main] = place.table.menus
  const moved = main!.entries.map((entry) =>
    'category' in entry && entry.category === 'water' ? { ...entry, key: '5' } : entry,
  )
  expect((await replay({ ...place.table, menus: [{ ...main!, entries: moved }] })).groups).toEqual([])
})

test('what is no longer offered goes to the duty officer', async () => {
  const [main] = place.table.menus
  const entries = main!.entries.filter((entry) => !('category' in entry) || entry.category !== 'gas')
  expect((await replay({ ...place.table, menus: [{ ...main!, entries }] })).groups).toEqual([
    { change: 'elsewhere', from: 'works', to: 'officer', calls: ['bottle'] },
  ])
})

test('other telephones of the same unit are told apart from another unit', async () => {
  const units = place.table.units.map((unit) =>
    unit.id === 'water' ? { ...unit, responders: unit.responders.toReversed() } : unit,
  )
  const { groups } = await replay({ ...place.table, units })
  expect(groups).toEqual([
    { change: 'otherPhones', from: 'water', to: 'water', calls: ['oldNumber', 'water'] },
    // Nobody answered the first: now he is not rung at all.
    { change: 'otherPhones', from: 'water', to: 'water', calls: ['waterSecond'] },
  ])
})

test('a line that is closed leads everybody to 110; who was there already stays', async () => {
  const windows = place.table.windows.map((window) =>
    window.id === 'day' ? { ...window, frames: window.frames.map((frame) => ({ ...frame, from: '12:00' })) } : window,
  )
  expect((await replay({ ...place.table, windows })).groups).toEqual([
    { change: 'elsewhere', from: 'water', to: '110', calls: ['oldNumber', 'water', 'waterSecond'] },
    { change: 'elsewhere', from: 'menu', to: '110', calls: ['menu'] },
    { change: 'elsewhere', from: 'officer', to: '110', calls: ['person'] },
    { change: 'elsewhere', from: 'works', to: '110', calls: ['bottle'] },
  ])
})

test('both tries are made with the rosters and overrides that the call had', async () => {
  const day = { line: null, by: 'officer:x', at: from, from, until: from + 86_400_000, ended: null } as const
  const duty: Duty = { ...noDuty, overrides: [{ ...day, id: 'o', kind: 'sendAll', to: 'gas', reason: 'flood' }] }
  expect((await replay(withRoute('water', { unit: 'works' }), undefined, duty)).groups).toEqual([])
})

test('only the calls of the span are looked at', async () => {
  const later = await replay(place.table, from)
  expect(later).toEqual({ looked: 0, skipped: 0, isComplete: true, groups: [] })
})
