import { describe, expect, it } from 'vitest'
import type { MakeWorld } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import {
  answersTheOrder,
  choosesWithoutWords,
  hearsTheMenu,
  isNotAnswered,
  takesTheOrder,
  talkAndEnd,
} from './steps.ts'
import { town } from './town.ts'

const at = '2026-11-23T10:00'

/** Whoever hangs up, at any moment: nothing of the call is left, and what was asked for is not lost. */
export const hangingUpScenarios = (makeWorld: MakeWorld) => {
  describe('given a citizen who hangs up', () => {
    it('when it was a slip of less than three seconds, then there is a call and no case', () =>
      inTown(makeWorld, { town: town(501), at }, async ({ world, hotline }) => {
        const citizen = world.citizen()
        await citizen.dials(hotline)
        await citizen.isAnswered()
        await citizen.hangsUp()
        const [call] = await world.eventually('the call is over', async () => {
          const calls = await world.calls()
          return calls[0]?.result ? calls : null
        })
        expect(call).toMatchObject({ result: 'abandoned' })
        expect(await world.cases()).toEqual([])
      }))

    it('when it was a slip on a number straight to a category, then nobody is rung', () =>
      inTown(makeWorld, { town: town(502), at }, async ({ world, oldWater }) => {
        const citizen = world.citizen()
        await citizen.dials(oldWater)
        await citizen.isAnswered()
        await citizen.hangsUp()
        await world.eventually('the call is over', async () => (await world.calls())[0]?.result)
        expect(await world.cases()).toEqual([])
      }))

    it('when he has heard the menu, then he is called back', () =>
      inTown(makeWorld, { town: town(503), at }, async ({ world, hotline }) => {
        const citizen = world.citizen()
        await hearsTheMenu(citizen, hotline)
        await citizen.hangsUp()
        const [matter] = await world.eventually('a case', async () => {
          const cases = await world.cases()
          return cases.length > 0 ? cases : null
        })
        expect(matter).toMatchObject({ origin: 'abandoned', category: null, orders: [] })
        expect(matter?.deadlines).toMatchObject([{ kind: 'callBack', status: 'running' }])
        expect(await world.calls()).toMatchObject([{ result: 'abandoned' }])
      }))

    it('when he was asked a question, then he is called back about what he had chosen', () =>
      inTown(makeWorld, { town: town(504), at }, async ({ world, hotline }) => {
        const citizen = world.citizen()
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('3')
        await citizen.hears('question.gas')
        await citizen.hangsUp()
        const [matter] = await world.eventually('a case', async () => {
          const cases = await world.cases()
          return cases.length > 0 ? cases : null
        })
        expect(matter).toMatchObject({ origin: 'abandoned', category: 'gas', urgency: 'critical', orders: [] })
        expect(matter?.deadlines).toMatchObject([{ kind: 'callBack' }])
      }))

    const takesItAlone = (no: number, leave: (at: 'asking' | 'recording') => boolean, words: string | null) =>
      inTown(makeWorld, { town: town(no), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        if (!leave('asking')) {
          await citizen.hears('beep')
          await citizen.says('smoke')
        }
        await citizen.hangsUp()
        await first.rings()
        await first.answers()
        await first.hears(words ?? 'noStatement')
        await first.presses('1')
        await first.hears('callerGone')
        await first.hears('callerNumberIs')
        await first.isHungUp()
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ status: 'handling', orders: [{ status: 'accepted' }] })
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen callerLeft', 'order taken'])
      })

    it('when he was asked for his words, then the order goes on without him', () =>
      takesItAlone(505, (stage) => stage === 'asking', null))

    it('when he was just saying them, then the responder hears them, and the number', () =>
      takesItAlone(506, () => false, 'voice.smoke'))

    it('when a telephone rings for him, then it rings on, and the responder gets the number', () =>
      inTown(makeWorld, { town: town(507), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await citizen.hangsUp()
        await first.answers()
        await first.hears('acceptKeys')
        await first.presses('1')
        await first.hears('callerGone')
        await first.hears('callerNumberIs')
        await first.isHungUp()
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen callerLeft', 'order taken'])
      }))

    it('when a responder is deciding, then that one decides on, and hears the number', () =>
      inTown(makeWorld, { town: town(508, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await first.answers()
        await first.hears('orderIntro')
        await second.rings()
        await citizen.hangsUp()
        await first.hears('acceptKeys')
        await first.presses('1')
        await second.stopsRinging()
        await first.hears('callerGone')
        await first.isHungUp()
      }))

    it('when nobody takes the order afterwards, then the officer and at last a call back are owed', () =>
      inTown(makeWorld, { town: town(509), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await citizen.hangsUp()
        await first.stopsRinging()
        await isNotAnswered(duty)
        const kinds = await world.eventually('a call back is owed', async () => {
          const [matter] = await world.cases()
          const found = matter?.deadlines.map(({ kind }) => kind) ?? []
          return found.includes('callBack') ? found : null
        })
        expect(kinds.filter((kind) => kind === 'callBack')).toHaveLength(1)
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen callerLeft', 'order notTaken'])
      }))

    it('when a responder has just accepted, then that one is told, with the number', () =>
      inTown(makeWorld, { town: town(510), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await citizen.hangsUp()
        await first.hears('callerGone')
        await first.hears('callerNumberIs')
        await first.isHungUp()
      }))

    it('when he is speaking with a responder, then both are done', () =>
      inTown(makeWorld, { town: town(511), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        expect(await world.calls()).toMatchObject([{ kind: 'citizen', result: 'connected' }])
      }))

    it('when the last words are said to him, then the promise stands', () =>
      inTown(makeWorld, { town: town(512), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await isNotAnswered(first)
        await isNotAnswered(duty)
        await citizen.hears('nobodyTook')
        await citizen.hangsUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind }) => kind)).toContain('callBack')
      }))
  })

  describe('given a responder who hangs up', () => {
    it('when he was deciding, then the next is rung', () =>
      inTown(makeWorld, { town: town(521), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await answersTheOrder(first)
        await first.hangsUp()
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
      }))

    it('when he had accepted but was not yet connected, then the officer is rung, so that the caller is not lost', () =>
      inTown(makeWorld, { town: town(522), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await first.hangsUp()
        await citizen.hears('toOfficer')
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
        expect(await world.cases()).toMatchObject([{ orders: [{ status: 'accepted' }] }])
      }))

    it('when they were speaking, then both are done', () =>
      inTown(makeWorld, { town: town(523), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await citizen.isBridgedWith(first)
        await first.hangsUp()
        await citizen.isHungUp()
        const [call] = await world.calls()
        expect(call).toMatchObject({ result: 'connected', reason: 'responder hung up' })
      }))
  })
}
