import { describe, expect, it } from 'vitest'
import type { MakeWorld } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

const at = '2026-11-23T10:00'

/** Numbers that can be dialled, and the ways through the menu. */
export const entranceScenarios = (makeWorld: MakeWorld) =>
  describe('given a citizen in working hours', () => {
    it('when he goes to the second level, back, and in again, then he reaches a unit there', () =>
      inTown(makeWorld, { town: town(201), at }, async ({ world, hotline, works }) => {
        const citizen = world.citizen()
        const third = world.phone(works[0])
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.more')
        await citizen.presses('8')
        await citizen.hears('menuChoice.works')
        await citizen.hears('menuBack')
        await citizen.presses('#')
        await citizen.hears('menuChoice.water')
        await citizen.presses('81')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(third)
        await talkAndEnd(citizen, third)
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ category: 'works', orders: [{ unit: 'works' }] })
      }))

    it('when a category has a question, then the answer decides who comes, and the responder hears it', () =>
      inTown(makeWorld, { town: town(202), at }, async ({ world, hotline, works }) => {
        const citizen = world.citizen()
        const third = world.phone(works[0])
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.gas')
        await citizen.presses('3')
        await citizen.hears('question.gas')
        await citizen.hears('answerChoice.bottle')
        await citizen.presses('2')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await third.rings()
        await third.answers()
        await third.hears('categoryName.gas')
        await third.hears('answerName.bottle')
        await third.hears('urgencyCritical')
        await third.presses('1')
        await talkAndEnd(citizen, third)
        expect(await world.cases()).toMatchObject([
          { category: 'gas', urgency: 'critical', orders: [{ unit: 'works' }] },
        ])
      }))

    it('when he answers the question with nothing, then the help he chose comes all the same', () =>
      inTown(makeWorld, { town: town(203), at }, async ({ world, hotline, gas }) => {
        const citizen = world.citizen()
        const first = world.phone(gas[0])
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.gas')
        await citizen.presses('3')
        await citizen.hears('answerChoice.bottle')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        expect(await world.cases()).toMatchObject([{ category: 'gas', orders: [{ unit: 'gas' }] }])
      }))

    it('when he answers the question wrongly three times, then the help he chose comes all the same', () =>
      inTown(makeWorld, { town: town(204), at }, async ({ world, hotline, gas }) => {
        const citizen = world.citizen()
        const first = world.phone(gas[0])
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.gas')
        await citizen.presses('3')
        await citizen.hears('question.gas')
        for (const key of ['7', '#']) {
          await citizen.presses(key)
          await citizen.hears('wrongKey')
        }
        await citizen.presses('*')
        await citizen.hears('question.gas')
        await citizen.presses('5')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))

    it('when he wants a person instead of answering, then the duty officer is rung about that category', () =>
      inTown(makeWorld, { town: town(205), at }, async ({ world, hotline, officer }) => {
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.gas')
        await citizen.presses('3')
        await citizen.hears('question.gas')
        await citizen.presses('0')
        await citizen.hears('toOfficer')
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
        expect(await world.cases()).toMatchObject([{ category: 'gas', urgency: 'critical', orders: [] }])
      }))

    it('when nobody drives out for his matter, then no arrival is promised', () =>
      inTown(makeWorld, { town: town(206), at }, async ({ world, hotline, works }) => {
        const citizen = world.citizen()
        const third = world.phone(works[0])
        await citizen.dials(hotline)
        await citizen.hears('menuChoice.advice')
        await citizen.presses('4')
        await citizen.hears('connectingUnit.works')
        await takesTheOrder(third)
        await citizen.hears('unitAccepted.works')
        await talkAndEnd(citizen, third)
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind }) => kind)).not.toContain('arrive')
      }))

    it('when he dials an old number of a department, then no menu stands between', () =>
      inTown(makeWorld, { town: town(207), at }, async ({ world, oldWater, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await citizen.dials(oldWater)
        await citizen.hears('greeting.hotline')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        expect(await world.cases()).toMatchObject([{ category: 'water', origin: 'citizen' }])
      }))

    it('when he dials an old number of a department that has to ask something, then it is asked', () =>
      inTown(makeWorld, { town: town(208), at }, async ({ world, oldGas, works }) => {
        const citizen = world.citizen()
        const third = world.phone(works[0])
        await citizen.dials(oldGas)
        await citizen.hears('greeting.hotline')
        await citizen.hears('question.gas')
        await citizen.presses('2')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(third)
        await talkAndEnd(citizen, third)
        expect(await world.cases()).toMatchObject([{ category: 'gas', orders: [{ unit: 'works' }] }])
      }))

    it('when 110 hands him over, then the danger question is skipped and the case is marked', () =>
      inTown(makeWorld, { town: town(209), at }, async ({ world, from110, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await citizen.dials(from110)
        await citizen.hears('greeting.from110')
        await citizen.hears('menuChoice.water')
        await citizen.presses('9')
        await citizen.hears('wrongKey')
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        expect(await world.cases()).toMatchObject([{ category: 'water', origin: 'from110' }])
      }))

    it('when 110 hands a call over at night, then it is not sent back there', () =>
      inTown(makeWorld, { town: town(210), at: '2026-11-23T02:10' }, async ({ world, from110, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, from110, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))

    it('when the number he dialled is not in the table, then he is answered like everybody', () =>
      inTown(makeWorld, { town: town(211), at }, async ({ world, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, '86012399', '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))
  })
