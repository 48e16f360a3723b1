import { describe, expect, it } from 'vitest'
import type { MakeWorld } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

const at = '2026-11-23T10:00'

/** No route ends in a dead end: the duty officer, and then a promise that is kept as a deadline. */
export const nobodyScenarios = (makeWorld: MakeWorld) =>
  describe('given a unit that nobody answers for', () => {
    it('when the duty officer answers, then the citizen speaks with him, and the unit stays in charge', () =>
      inTown(makeWorld, { town: town(401), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await isNotAnswered(first)
        await citizen.hears('toOfficer')
        await takesTheOrder(duty)
        await citizen.hears('officerAccepted')
        await talkAndEnd(citizen, duty)
        const [matter] = await world.cases()
        expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'notified' }])
        expect(matter?.deadlines.find(({ kind }) => kind === 'accept')?.status).toBe('running')
        expect(await world.calls()).toMatchObject([{ result: 'officer' }])
      }))

    it('when nobody answers at all, then a call back is promised, with its deadline', () =>
      inTown(makeWorld, { town: town(402), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await isNotAnswered(first)
        await isNotAnswered(duty)
        await citizen.hears('nobodyTook')
        await citizen.hears('promiseCallBackWithin')
        await citizen.hears('caseNumberIs')
        await citizen.hears('goodbye')
        await citizen.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind, status }) => `${kind} ${status}`)).toContain('callBack running')
        expect(matter?.deadlines.filter(({ kind }) => kind === 'callBack')).toHaveLength(1)
        expect(await world.calls()).toMatchObject([{ result: 'callBackPromised' }])
      }))

    it('when both officers are rung and the second takes it, then the first is passed over', () =>
      inTown(
        makeWorld,
        { town: town(403, { officers: 2 }), at },
        async ({ world, hotline, officer, secondOfficer }) => {
          const citizen = world.citizen()
          const [duty, colleague] = [world.phone(officer), world.phone(secondOfficer)]
          await hearsTheMenu(citizen, hotline)
          await citizen.presses('0')
          await duty.rings()
          await duty.rejects()
          await takesTheOrder(colleague)
          await talkAndEnd(citizen, colleague)
        },
      ))

    it('when the officer does not answer one who asked for a person, then his words are taken and a call back is promised', () =>
      inTown(makeWorld, { town: town(404), at }, async ({ world, hotline, officer }) => {
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('0')
        await isNotAnswered(duty)
        await citizen.hears('nobodyTook')
        await citizen.hears('beep')
        await citizen.says('worried')
        await citizen.presses('#')
        await citizen.hears('promiseCallBackWithin')
        await citizen.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.recordings).toMatchObject([{ kind: 'statement' }])
        expect(matter?.deadlines).toContainEqual(expect.objectContaining({ kind: 'callBack', status: 'running' }))
      }))

    it('when he hangs up instead of leaving words, then the call back is owed all the same', () =>
      inTown(makeWorld, { town: town(405), at }, async ({ world, hotline, officer }) => {
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('0')
        await isNotAnswered(duty)
        await citizen.hears('nobodyTook')
        await citizen.hangsUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines).toContainEqual(expect.objectContaining({ kind: 'callBack', status: 'running' }))
        expect(await world.calls()).toMatchObject([{ result: 'callerLeft' }])
      }))

    it('when the only officer speaks with somebody, then he is waited for', () =>
      inTown(makeWorld, { town: town(406), at }, async ({ world, hotline, officer }) => {
        const [one, other] = [world.citizen(), world.citizen()]
        const duty = world.phone(officer)
        await hearsTheMenu(one, hotline)
        await one.presses('0')
        await takesTheOrder(duty)
        await one.isBridgedWith(duty)
        await hearsTheMenu(other, hotline)
        await other.presses('0')
        await other.hears('stillConnecting')
        await one.hangsUp()
        await duty.isHungUp()
        await takesTheOrder(duty)
        await talkAndEnd(other, duty)
      }))

    it('when the number is hidden and nobody answers, then the number that was keyed in is called back', () =>
      inTown(makeWorld, { town: town(407), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen(null)
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await citizen.hears('callBackAskHidden')
        await citizen.presses('13912340000#')
        await citizen.hears('callBackIs')
        await first.stopsRinging()
        await isNotAnswered(duty)
        await citizen.hears('promiseCallBackWithin')
        await citizen.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind }) => kind)).toContain('callBack')
      }))

    it('when the number is hidden and none is given, then it is asked for once more, and no call back is promised', () =>
      inTown(makeWorld, { town: town(408), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen(null)
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await isNotAnswered(first)
        await isNotAnswered(duty)
        await citizen.hears('nobodyTook')
        await citizen.hears('callBackAskHidden')
        await citizen.presses('7#')
        await citizen.hears('wrongKey')
        await citizen.hears('callAgain')
        await citizen.isHungUp()
        expect(await world.calls()).toMatchObject([{ result: 'callBackPromised' }])
      }))

    it('when the number is given at the last moment, then the call back is promised to it', () =>
      inTown(makeWorld, { town: town(409), at }, async ({ world, hotline, officer }) => {
        const citizen = world.citizen(null)
        const duty = world.phone(officer)
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('0')
        await isNotAnswered(duty)
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await citizen.hears('callBackAskHidden')
        await citizen.presses('13912340000#')
        await citizen.hears('callBackIs')
        await citizen.hears('promiseCallBackWithin')
        await citizen.isHungUp()
      }))
  })
