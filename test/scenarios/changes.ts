import { describe, expect, it } from 'vitest'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { inTwoTones } from '../harness/in-tones.ts'
import type { MakeWorld, Phone, World } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { type Town, type TownOptions, town } from './town.ts'

const at = '2026-11-23T10:00'
const pin = '90817'

/** A town whose table says something else besides. */
function changedTown(
  no: number,
  change: (table: RoutingTable) => Partial<RoutingTable>,
  options: TownOptions = {},
): Town {
  const place = town(no, options)
  return { ...place, table: { ...place.table, ...change(place.table) } }
}
const routesWith = ({ routes }: RoutingTable, category: string, about: Partial<RoutingTable['routes'][number]>) =>
  routes.map((route) => (route.category === category ? { ...route, ...about } : route))

/** Calls from his own telephone, keys in his PIN, and says what he wants, until it is read back to him; then confirms. */
async function commands(officer: Phone, hotline: string, keys: string): Promise<void> {
  await officer.dials(hotline)
  await officer.isAnswered()
  await officer.presses('#')
  await officer.hears('pinAsk')
  await officer.presses(`${pin}#`)
  await officer.hears('overrideCloseKey')
  await officer.presses(keys)
  await officer.hears('overrideConfirm')
  await officer.presses('1')
}
async function isSet(officer: Phone): Promise<void> {
  await officer.hears('overrideSet')
  await officer.hears('goodbye')
  await officer.isHungUp()
}
async function isEnded(officer: Phone): Promise<void> {
  await officer.hears('overrideEnded')
  await officer.isHungUp()
}
async function reaches110(citizen: Phone, hotline: string, police: Phone): Promise<void> {
  await citizen.dials(hotline)
  await citizen.hears('closed')
  await police.rings()
  await police.answers()
  await talkAndEnd(citizen, police)
}
const pinOf = (world: World) => world.setPin('duty-1', pin)

/** What changes while calls are up: tables, timed overrides, who is called in besides; and telephones that are tried out. */
export const changeScenarios = (makeWorld: MakeWorld) => {
  describe('given a table that is published while a telephone rings', () => {
    it('then the call under way goes on by its own version, and the next one takes the new', () =>
      inTown(
        makeWorld,
        { town: town(801, { fallbacks: ['gas'] }), at },
        async ({ world, table, hotline, water, gas, works }) => {
          const [one, next] = [world.citizen(), world.citizen()]
          const [first, second, third] = [world.phone(water[0]), world.phone(gas[0]), world.phone(works[0])]
          await choosesWithoutWords(one, hotline, '1')
          await first.rings()
          await world.publish({ ...table, routes: routesWith(table, 'water', { unit: 'works', fallbacks: [] }) })
          await first.stopsRinging()
          await takesTheOrder(second)
          await one.hears('unitAccepted.gas')
          await talkAndEnd(one, second)
          await choosesWithoutWords(next, hotline, '1')
          await takesTheOrder(third)
          await talkAndEnd(next, third)
          const versions = (await world.cases()).map(({ routingVersion, orders }) => [
            routingVersion,
            ...orders.map(({ unit }) => unit).sort(),
          ])
          expect(versions).toEqual([
            [2, 'works'],
            [1, 'gas', 'water'],
          ])
        },
      ))
  })

  describe('given a duty officer with a PIN', () => {
    it('when he closes the line, then the next caller reaches 110, until it ends', () =>
      inTown(makeWorld, { town: town(802), at }, async ({ world, hotline, officer, police }) => {
        await pinOf(world)
        const [duty, the110] = [world.phone(officer), world.phone(police)]
        await commands(duty, hotline, '12#')
        await isSet(duty)
        await reaches110(world.citizen(), hotline, the110)
        if (world.canTravel) await world.advance(2 * 3600)
        else {
          await commands(duty, hotline, '5')
          await isEnded(duty)
        }
        const [later] = [world.citizen()]
        await hearsTheMenu(later, hotline)
        await later.hangsUp()
        const [abandoned, closed] = await world.cases()
        expect(abandoned).toMatchObject({ origin: 'abandoned' })
        expect(closed).toMatchObject({ origin: 'afterHours', referredTo: '110' })
        const followed = closed?.timeline.find(({ what }) => what === 'overrideFollowed')
        expect(followed).toMatchObject({ why: 'by telephone', after: { kind: 'close', by: 'officer:duty-1' } })
      }))

    it('when he opens it longer at night, then the next caller has the menu', () =>
      inTown(
        makeWorld,
        { town: town(803), at: '2026-11-23T23:30' },
        async ({ world, hotline, officer, police, water }) => {
          await pinOf(world)
          const [duty, the110, first] = [world.phone(officer), world.phone(police), world.phone(water[0])]
          await reaches110(world.citizen(), hotline, the110)
          await commands(duty, hotline, '21#')
          await isSet(duty)
          const citizen = world.citizen()
          await choosesWithoutWords(citizen, hotline, '1')
          await takesTheOrder(first)
          await talkAndEnd(citizen, first)
          if (!world.canTravel) return
          await world.advance(3600)
          await reaches110(world.citizen(), hotline, the110)
        },
      ))

    it('when a storm comes, then every caller is told, and all cases go to one unit until he ends it', () =>
      inTown(
        makeWorld,
        { town: changedTown(804, () => ({ notices: [{ id: 'storm', text: { 'x-tone': 'storm' } }] })), at },
        async ({ world, hotline, officer, water, works }) => {
          await pinOf(world)
          const [duty, first, third] = [world.phone(officer), world.phone(water[0]), world.phone(works[0])]
          await commands(duty, hotline, '313#')
          await isSet(duty)
          await commands(duty, hotline, '4031#')
          await isSet(duty)
          const [one, next] = [world.citizen(), world.citizen()]
          await one.dials(hotline)
          await one.hears('greeting.hotline')
          await one.hears('notice.storm')
          await one.hears('menuRepeat')
          await one.presses('1')
          await one.hears('statementAsk')
          await one.presses('#')
          await takesTheOrder(third)
          await one.hears('unitAccepted.works')
          await talkAndEnd(one, third)
          // Two are in force: the second is that of the cases.
          await commands(duty, hotline, '52')
          await isEnded(duty)
          await next.dials(hotline)
          await next.hears('notice.storm')
          await next.hears('menuRepeat')
          await next.presses('1')
          await next.hears('statementAsk')
          await next.presses('#')
          await takesTheOrder(first)
          await talkAndEnd(next, first)
          const cases = await world.cases()
          expect(cases.map(({ orders }) => orders.map(({ unit }) => unit))).toEqual([['water'], ['works']])
          const kinds = cases.map(({ timeline }) => timeline.filter(({ what }) => what === 'overrideFollowed').length)
          expect(kinds).toEqual([1, 2])
        },
      ))

    it('when another sets one by the console, then it counts for the next call, and ends by itself', () =>
      inTown(makeWorld, { town: town(814), at }, async ({ world, hotline, police }) => {
        const [the110, citizen] = [world.phone(police), world.citizen()]
        await world.override('close', '110', 20)
        await reaches110(world.citizen(), hotline, the110)
        expect(await world.countOverrides()).toBe(1)
        if (world.canTravel) await world.advance(20)
        await world.eventually('it is over', async () => (await world.countOverrides()) === 0)
        await hearsTheMenu(citizen, hotline)
        await citizen.hangsUp()
      }))

    it('when somebody guesses the PIN, then it is locked, also for the right one, and the line stays open', () =>
      inTown(makeWorld, { town: town(805), at }, async ({ world, hotline, officer }) => {
        await pinOf(world)
        const thief = world.phone(officer)
        await thief.dials(hotline)
        await thief.isAnswered()
        await thief.presses('#')
        for (const wrong of ['1357', '2468', '90818', '08179']) {
          await thief.hears('pinAsk')
          await thief.presses(`${wrong}#`)
          await thief.hears('pinWrong')
        }
        await thief.presses('5150#')
        await thief.hears('pinLocked')
        await thief.isHungUp()
        await thief.dials(hotline)
        await thief.isAnswered()
        await thief.presses('#')
        await thief.hears('pinAsk')
        await thief.presses(`${pin}#`)
        await thief.hears('pinLocked')
        await thief.isHungUp()
        const citizen = world.citizen()
        await hearsTheMenu(citizen, hotline)
        await citizen.hangsUp()
        if (!world.canTravel) return
        await world.advance(15 * 60)
        await commands(thief, hotline, '12#')
        await isSet(thief)
      }))
  })

  describe('given numbers and places with rules of their own', () => {
    it('when an old number has hours of its own, then they count for its callers alone', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(806, ({ numbers, windows }) => ({
            windows: [
              ...windows,
              {
                id: 'nights',
                frames: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }],
                exceptions: [],
                closedTo: '110',
              },
            ],
            numbers: numbers.map((did) => (did.category === 'water' ? { ...did, window: 'nights' } : did)),
          })),
          at,
        },
        async ({ world, hotline, oldWater, police, water }) => {
          const [the110, first] = [world.phone(police), world.phone(water[0])]
          await reaches110(world.citizen(), oldWater, the110)
          const other = world.citizen()
          await choosesWithoutWords(other, hotline, '1')
          await takesTheOrder(first)
          await talkAndEnd(other, first)
        },
      ))

    it('when an old number has a language of its own, then its callers hear it, and whoever helps them hears his own', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(813, (table) => ({
            ...inTwoTones(table),
            numbers: table.numbers.map((did) => (did.category === 'water' ? { ...did, language: 'x-tone-2' } : did)),
          })),
          at,
        },
        async ({ world, hotline, oldWater, water }) => {
          const [citizen, other, first] = [world.citizen(), world.citizen(), world.phone(water[0])]
          await citizen.dials(oldWater)
          await citizen.hears('x-tone-2:greeting.hotline')
          await citizen.hears('x-tone-2:statementAsk')
          await citizen.presses('#')
          await citizen.hears('x-tone-2:connectingUnit.water')
          await takesTheOrder(first)
          await citizen.hears('x-tone-2:unitAccepted.water')
          await talkAndEnd(citizen, first)
          await other.dials(hotline)
          await other.hears('greeting.hotline')
          await other.hears('menuRepeat')
          await other.hangsUp()
        },
      ))

    it('when it matters where it is, then he is asked, and the unit of that place is rung and hears it', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(807, (table) => ({
            areas: [
              { id: 'north', name: { 'x-tone': 'north' }, key: '1', prefixes: [] },
              { id: 'south', name: { 'x-tone': 'south' }, key: '2', prefixes: [] },
            ],
            categories: table.categories.map((one) => (one.id === 'water' ? { ...one, asksArea: true } : one)),
            routes: [
              ...routesWith(table, 'water', { area: 'south', unit: 'gas' }).filter(
                ({ category }) => category === 'water',
              ),
              ...table.routes,
            ],
          })),
          at,
        },
        async ({ world, hotline, water, gas }) => {
          const [first, second] = [world.phone(water[0]), world.phone(gas[0])]
          for (const [key, area, phone] of [
            ['2', 'south', second],
            ['1', 'north', first],
          ] as const) {
            const citizen = world.citizen()
            await citizen.dials(hotline)
            await citizen.hears('menuRepeat')
            await citizen.presses('1')
            await citizen.hears('areaAsk')
            await citizen.hears('areaChoice.south')
            await citizen.presses(key)
            await citizen.hears('statementAsk')
            await citizen.presses('#')
            await phone.rings()
            await phone.answers()
            await phone.hears('categoryName.water')
            await phone.hears(`areaName.${area}`)
            await phone.presses('1')
            await talkAndEnd(citizen, phone)
          }
          const cases = await world.cases()
          expect(cases.map(({ area, orders }) => [area, orders[0]?.unit])).toEqual([
            ['north', 'water'],
            ['south', 'gas'],
          ])
        },
      ))
  })

  describe('given a route that calls in a second unit', () => {
    it('when the case is critical, then both are ordered, and the second is rung while the caller still speaks', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(808, (table) => ({ routes: routesWith(table, 'gas', { reinforcements: ['works'] }) }), {
            ringSeconds: 15,
            timings: { statementSilenceSeconds: 12 },
          }),
          at,
        },
        async ({ world, hotline, gas, works }) => {
          const [citizen, second, third] = [world.citizen(), world.phone(gas[0]), world.phone(works[0])]
          await hearsTheMenu(citizen, hotline)
          await citizen.presses('3')
          await citizen.hears('question.gas')
          await citizen.presses('1')
          await citizen.hears('statementAsk')
          await third.rings()
          await third.answers()
          await third.hears('categoryName.gas')
          await third.hears('urgencyCritical')
          await third.hears('acceptKeys')
          await third.presses('1')
          await citizen.presses('#')
          await second.rings()
          await third.hears('callerNumberIs')
          await third.isHungUp()
          await second.answers()
          await second.hears('acceptKeys')
          await second.presses('1')
          await talkAndEnd(citizen, second)
          expect(await third.getsSms('新指令')).toContain('正在留言')
          const [matter] = await world.cases()
          expect(matter?.orders.map(({ unit, lead, status }) => [unit, lead, status])).toEqual([
            ['gas', true, 'accepted'],
            ['works', false, 'accepted'],
          ])
          expect(matter?.deadlines.filter(({ kind }) => kind === 'accept').map(({ status }) => status)).toEqual([
            'met',
            'met',
          ])
        },
      ))

    it('when an officer finds out later that it is, then it is called in once', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(809, (table) => ({ routes: routesWith(table, 'water', { reinforcements: ['gas'] }) })),
          at,
        },
        async ({ world, hotline, water, gas }) => {
          const [citizen, first, second] = [world.citizen(), world.phone(water[0]), world.phone(gas[0])]
          await choosesWithoutWords(citizen, hotline, '1')
          await takesTheOrder(first)
          await citizen.isBridgedWith(first)
          const number = (await world.cases())[0]?.number ?? ''
          await world.setUrgency(number, 'critical')
          await second.rings()
          await second.answers()
          await second.hears('urgencyCritical')
          await second.presses('1')
          await second.hears('callerNumberIs')
          await second.isHungUp()
          await world.setUrgency(number, 'urgent')
          await world.setUrgency(number, 'critical')
          await citizen.hangsUp()
          await first.isHungUp()
          const [matter] = await world.cases()
          expect(matter?.orders.map(({ unit, lead, status }) => [unit, lead, status])).toEqual([
            ['water', true, 'accepted'],
            ['gas', false, 'accepted'],
          ])
          expect(matter?.timeline.filter(({ what }) => what === 'urgencySet')).toHaveLength(3)
        },
      ))
  })

  describe('given somebody with two telephones', () => {
    it('when he does not answer the first, then the second rings', () =>
      inTown(
        makeWorld,
        {
          town: changedTown(810, ({ units }) => ({
            units: units.map((unit) =>
              unit.id === 'water'
                ? {
                    ...unit,
                    responders: unit.responders.map((one) => ({
                      ...one,
                      phones: [...one.phones, { number: '1388100099', voice: true, sms: false, testedOn: null }],
                    })),
                  }
                : unit,
            ),
          })),
          at,
        },
        async ({ world, hotline, water }) => {
          const [citizen, desk, mobile] = [world.citizen(), world.phone(water[0]), world.phone('1388100099')]
          await choosesWithoutWords(citizen, hotline, '1')
          await isNotAnswered(desk)
          await takesTheOrder(mobile)
          await talkAndEnd(citizen, mobile)
          const [matter] = await world.cases()
          expect(matter?.timeline.find(({ what }) => what === 'callTaken')).toMatchObject({
            refs: { responder: 'water-1' },
          })
        },
      ))
  })

  describe('given telephones that nobody has ever answered', () => {
    it('when they are tried out, then a key counts and an answer alone does not', () =>
      inTown(makeWorld, { town: town(811, { team: 2 }), at }, async ({ world, water, gas, works, officer }) => {
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        expect(await world.untested()).toEqual([water[0], water[1], gas[0], works[0], officer])
        await world.testPhones([water[0], water[1]])
        await Promise.all([first.rings(), second.rings()])
        await first.answers()
        await first.hears('testIntro')
        await first.hears('testKey')
        await first.presses('1')
        await first.hears('testPassed')
        await first.isHungUp()
        await second.answers()
        await second.hears('testKey')
        await second.hears('testKey')
        await second.isHungUp()
        expect(await world.untested()).toEqual([water[1], gas[0], works[0], officer])
        const calls = await world.calls()
        expect(calls.map(({ kind, result }) => `${kind} ${result}`).sort()).toEqual(['test notTested', 'test tested'])
        expect(await world.cases()).toEqual([])
      }))

    it('when somebody takes an order on one, then it needs no test', () =>
      inTown(makeWorld, { town: town(812), at }, async ({ world, hotline, water, gas, works, officer }) => {
        const [citizen, first] = [world.citizen(), world.phone(water[0])]
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        expect(await world.untested()).toEqual([gas[0], works[0], officer])
      }))
  })
}
