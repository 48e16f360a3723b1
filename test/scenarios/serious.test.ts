import { describe, expect, it } from 'vitest'
import { onePhone } from '../../src/domain/routing/phones-of.ts'
import type { RoutingTable, SeriousKind } from '../../src/domain/routing/routing-table.ts'
import { makeFakeWorld } from '../harness/fake-world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, takesTheOrder } from './steps.ts'
import { type Town, town } from './town.ts'

/** Mon 10:00. */
const at = '2026-11-23T10:00'
const leader = '13800009801'
const casualties: SeriousKind = {
  id: 'casualties',
  name: { 'x-tone': 'casualties' },
  digit: '1',
  critical: true,
  reinforces: true,
  units: [],
  informs: ['leadingGroup'],
  onReinforcement: false,
}

/** Water calls in the gas company where it is serious, and the leading group wants to know. */
function seriousTown(no: number, change: (table: RoutingTable) => Partial<RoutingTable> = () => ({})): Town {
  const place = town(no, { ringSeconds: 15 })
  const table: RoutingTable = {
    ...place.table,
    seriousKinds: [casualties],
    centre: {
      ...place.table.centre,
      leadingGroup: { id: 'leading-group', name: { 'x-tone': 'leader' }, phones: onePhone(leader) },
    },
    routes: place.table.routes.map((route) =>
      route.category === 'water' ? { ...route, reinforcements: ['gas'] } : route,
    ),
  }
  return { ...place, table: { ...table, ...change(table) } }
}

describe('given a case that turns out to be serious on the spot', () => {
  it('when the responder says so by message, then the second team is rung and the leading group is told, once', () =>
    inTown(makeFakeWorld, { town: seriousTown(921), at }, async ({ world, hotline, water, gas }) => {
      const [citizen, first, second, above] = [
        world.citizen(),
        world.phone(water[0]),
        world.phone(gas[0]),
        world.phone(leader),
      ]
      await choosesWithoutWords(citizen, hotline, '1')
      await takesTheOrder(first)
      await citizen.isBridgedWith(first)
      await citizen.hangsUp()
      await first.isHungUp()
      const [matter] = await world.cases()
      await first.sendsSms('5 两户进水')
      await first.getsSms('已报现场情况')
      await first.sendsSms('6')
      expect(await first.getsSms('请写明情形')).toContain('1 casualties')
      await first.sendsSms('6 1 一人受伤')
      await first.getsSms('已报重大情形')
      expect(await above.getsSms('重大事件')).toContain(matter?.number)
      await second.rings()
      await second.answers()
      await second.hears('urgencyCritical')
      await second.presses('1')
      await second.hears('callerNumberIs')
      await second.isHungUp()
      await second.getsSms('新指令')
      await first.sendsSms('6 1 两人受伤')
      await first.getsSms('已报重大情形')
      const [after] = await world.cases()
      expect(after?.orders.map(({ unit, lead, status }) => [unit, lead, status])).toEqual([
        ['water', true, 'arrived'],
        ['gas', false, 'accepted'],
      ])
      const what = after?.timeline.map((line) => line.what) ?? []
      expect(what.filter((one) => /serious|situation/i.test(one))).toEqual([
        'situationReported',
        'caseMarkedSerious',
        'seriousReported',
      ])
    }))
})

describe('given a kind of help that is serious by itself', () => {
  it('when the caller chooses it, then the second team is rung and the leading group is told while he speaks', () =>
    inTown(
      makeFakeWorld,
      {
        town: seriousTown(922, ({ categories }) => ({
          categories: categories.map((one) => (one.id === 'water' ? { ...one, serious: 'casualties' } : one)),
        })),
        at,
      },
      async ({ world, hotline, water, gas }) => {
        const [citizen, first, second, above] = [
          world.citizen(),
          world.phone(water[0]),
          world.phone(gas[0]),
          world.phone(leader),
        ]
        await choosesWithoutWords(citizen, hotline, '1')
        await second.rings()
        await second.answers()
        await second.hears('urgencyCritical')
        await second.presses('1')
        await takesTheOrder(first)
        await citizen.isBridgedWith(first)
        await second.hears('callerNumberIs')
        await second.isHungUp()
        await above.getsSms('重大事件')
        await second.getsSms('新指令')
        await citizen.hangsUp()
        await first.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.urgency).toBe('critical')
        expect(matter?.timeline.filter(({ what }) => what === 'caseMarkedSerious')).toMatchObject([{ actor: 'caller' }])
        expect(matter?.orders.map(({ unit, lead }) => [unit, lead])).toEqual([
          ['water', true],
          ['gas', false],
        ])
      },
    ))
})
