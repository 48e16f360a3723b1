import { describe, expect, it } from 'vitest'
import type { MakeWorld, Phone } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

const night = '2026-11-23T02:10'
const day = '2026-11-23T10:00'

/** At night and in danger 110 is rung, and nothing is lost when it does not answer. */
export const emergencyScenarios = (makeWorld: MakeWorld) => {
  describe('given a citizen who calls at night', () => {
    it('when 110 answers, then its officer hears the number and both speak', () =>
      inTown(makeWorld, { town: town(601), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await citizen.hears('greeting.hotline')
        await citizen.hears('closed')
        await citizen.hears('connectingTo')
        await desk.rings()
        await desk.answers()
        await desk.hears('handover')
        await desk.hears('callerNumberIs')
        await talkAndEnd(citizen, desk)
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ origin: 'afterHours', status: 'referred', orders: [] })
        expect(matter?.deadlines).toMatchObject([{ kind: 'confirmAfterHours', status: 'running' }])
        expect(await world.calls()).toMatchObject([{ result: 'transferred' }])
      }))

    it('when 110 is busy and he leaves his words, then he is called back', () =>
      inTown(makeWorld, { town: town(602), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await desk.rejects()
        await citizen.hears('emergencyNoAnswer')
        await citizen.hears('emergencyChoice')
        await citizen.presses('2')
        await citizen.hears('beep')
        await citizen.says('thief')
        await citizen.presses('#')
        await citizen.hears('promiseCallBack')
        await citizen.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.recordings).toMatchObject([{ kind: 'statement' }])
        expect(matter?.deadlines).toMatchObject([{ kind: 'confirmAfterHours' }])
        expect(await world.calls()).toMatchObject([{ result: 'callBackPromised' }])
      }))

    it('when 110 does not answer and he waits on, then it is rung again', () =>
      inTown(makeWorld, { town: town(603), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await citizen.hears('connectingTo')
        await desk.stopsRinging()
        await citizen.hears('emergencyChoice')
        await citizen.presses('*')
        await citizen.hears('emergencyChoice')
        await citizen.presses('1')
        await desk.rings()
        await desk.answers()
        await talkAndEnd(citizen, desk)
      }))

    it('when he does nothing at all, then 110 is tried again and at last he is asked for his words', () =>
      inTown(makeWorld, { town: town(604), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        for (let round = 1; round <= 3; round += 1) {
          await desk.rings()
          await desk.rejects()
          await citizen.hears('emergencyChoice')
        }
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await citizen.hears('promiseCallBack')
        await citizen.isHungUp()
      }))

    it('when he presses wrong keys at the choice, then he is asked for his words', () =>
      inTown(makeWorld, { town: town(605), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await desk.rejects()
        await citizen.hears('emergencyChoice')
        await citizen.presses('7')
        await citizen.hears('wrongKey')
        await citizen.presses('8')
        await citizen.hears('wrongKey')
        await citizen.presses('9')
        await citizen.hears('statementAsk')
        await citizen.hangsUp()
        expect(await world.cases()).toMatchObject([{ origin: 'afterHours' }])
      }))

    it('when he hangs up while 110 rings, then it stops, and the case is there in the morning', () =>
      inTown(makeWorld, { town: town(606), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await citizen.hangsUp()
        await desk.stopsRinging()
        const [matter] = await world.cases()
        expect(matter?.deadlines).toMatchObject([{ kind: 'confirmAfterHours', status: 'running' }])
      }))

    it('when he hangs up during the greeting, then 110 is not troubled, and the case is there in the morning', () =>
      inTown(makeWorld, { town: town(607), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await citizen.isAnswered()
        await citizen.hangsUp()
        await world.eventually('the call is over', async () => (await world.calls())[0]?.result)
        await desk.staysSilent()
        expect(await world.cases()).toMatchObject([{ origin: 'afterHours' }])
      }))

    it('when he hangs up at the choice, then the case is there in the morning', () =>
      inTown(makeWorld, { town: town(608), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await desk.rejects()
        await citizen.hears('emergencyChoice')
        await citizen.hangsUp()
        expect(await world.cases()).toMatchObject([{ origin: 'afterHours' }])
      }))

    it("when 110's officer hangs up before they are connected, then the citizen has the choice", () =>
      inTown(makeWorld, { town: town(609), at: night }, async ({ world, hotline, police }) => {
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await desk.answers()
        await desk.hears('handover')
        await desk.hangsUp()
        await citizen.hears('emergencyChoice')
        await citizen.presses('1')
        await desk.rings()
        await desk.answers()
        await talkAndEnd(citizen, desk)
      }))
  })

  describe('given a citizen who says that life is in danger', () => {
    const chooses = async (citizen: Phone, hotline: string) => {
      await citizen.dials(hotline)
      await citizen.hears('dangerChoice.110')
      await citizen.presses('9')
    }
    const takesNote = async (duty: Phone) => {
      await duty.rings()
      await duty.answers()
      await duty.hears('criticalIntro')
      await duty.hears('handedTo')
      await duty.presses('1')
      await duty.hears('noted')
      await duty.isHungUp()
    }

    it('when 110 answers, then they speak, and the duty officer is told at once', () =>
      inTown(makeWorld, { town: town(621), at: day }, async ({ world, hotline, police, officer }) => {
        const citizen = world.citizen()
        const [desk, duty] = [world.phone(police), world.phone(officer)]
        await chooses(citizen, hotline)
        await citizen.hears('connectingTo')
        await desk.rings()
        await desk.answers()
        await takesNote(duty)
        await citizen.isBridgedWith(desk)
        await citizen.hangsUp()
        await desk.isHungUp()
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ urgency: 'critical', status: 'referred' })
        expect(matter?.timeline.map(({ what }) => what)).toContain('dutyOfficerInformed')
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen transferred', 'inform taken'])
      }))

    it('when the second officer is rung while the first takes note, then that telephone stops', () =>
      inTown(
        makeWorld,
        { town: town(622, { officers: 2 }), at: day },
        async ({ world, hotline, police, officer, secondOfficer }) => {
          const citizen = world.citizen()
          const [desk, duty, colleague] = [world.phone(police), world.phone(officer), world.phone(secondOfficer)]
          await chooses(citizen, hotline)
          await desk.rings()
          await desk.answers()
          await duty.rings()
          await duty.answers()
          await colleague.rings()
          await duty.presses('1')
          await colleague.stopsRinging()
          await duty.hears('noted')
          await duty.isHungUp()
          await talkAndEnd(citizen, desk)
        },
      ))

    it('when 110 is busy twice, then the duty officer, who has just been told, is put through', () =>
      inTown(makeWorld, { town: town(623), at: day }, async ({ world, hotline, police, officer }) => {
        const citizen = world.citizen()
        const [desk, duty] = [world.phone(police), world.phone(officer)]
        await chooses(citizen, hotline)
        await desk.rings()
        await desk.rejects()
        await desk.rings()
        await desk.rejects()
        await citizen.hears('emergencyNoAnswer')
        await citizen.hears('toOfficer')
        await takesNote(duty)
        await takesTheOrder(duty)
        await citizen.hears('officerAccepted')
        await talkAndEnd(citizen, duty)
      }))

    it('when he hangs up while 110 rings, then 110 is told all the same', () =>
      inTown(makeWorld, { town: town(624), at: day }, async ({ world, hotline, police, officer }) => {
        const citizen = world.citizen()
        const [desk, duty] = [world.phone(police), world.phone(officer)]
        await chooses(citizen, hotline)
        await desk.rings()
        await citizen.hangsUp()
        await desk.answers()
        await takesNote(duty)
        await desk.hears('handover')
        await desk.hears('callerGone')
        await desk.hears('callerNumberIs')
        await desk.isHungUp()
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen callerLeft', 'inform taken', 'order taken'])
      }))

    it('when the duty officer can not be reached, then that is on record', () =>
      inTown(makeWorld, { town: town(625), at: day }, async ({ world, hotline, police, officer }) => {
        const citizen = world.citizen()
        const [desk, duty] = [world.phone(police), world.phone(officer)]
        await chooses(citizen, hotline)
        await desk.rings()
        await desk.answers()
        for (let round = 1; round <= 3; round += 1) await isNotAnswered(duty)
        await talkAndEnd(citizen, desk)
        const [matter] = await world.cases()
        expect(matter?.timeline.map(({ what }) => what)).toContain('dutyOfficerNotReached')
      }))
  })
}
