import { describe, expect, it } from 'vitest'
import type { MakeWorld, Phone } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

const at = '2026-11-23T10:00'

/** Nobody answers: the citizen hears to the end what is done about it. */
async function isToldOfTheMessage(citizen: Phone, hotline: string, phones: readonly Phone[]): Promise<void> {
  await choosesWithoutWords(citizen, hotline, '1')
  for (const phone of phones) await isNotAnswered(phone)
  await citizen.hears('nobodyTook')
  await citizen.hears('orderSentBySms')
  await citizen.hears('promiseCallBackWithin')
  await citizen.hears('goodbye')
  await citizen.isHungUp()
}

/** Text messages: the case number, the order nobody took, and answers by one key and a code. */
export const messageScenarios = (makeWorld: MakeWorld) =>
  describe('given telephones that can get messages', () => {
    it('when a citizen has chosen, then he has his case number in writing, once', () =>
      inTown(makeWorld, { town: town(901), at }, async ({ world, hotline, water }) => {
        const [citizen, first] = [world.citizen(), world.phone(water[0])]
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        expect(await citizen.getsSms('您的求助已受理')).toContain(matter?.number)
        await citizen.getsNoMoreSms()
        await first.getsNoMoreSms()
      }))

    it('when nobody of the team answers, then each of them gets the order, and one accepts, arrives and completes by message', () =>
      inTown(makeWorld, { town: town(902, { team: 2 }), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, second, duty] = [world.phone(water[0]), world.phone(water[1]), world.phone(officer)]
        await isToldOfTheMessage(citizen, hotline, [first, second, duty])
        const order = await first.getsSms('新指令')
        await second.getsSms('新指令')
        const [, code] = /新指令(\d{3})：water，紧急，来电/.exec(order) ?? []
        expect(order).toContain(`来电${citizen.number}，无留言`)
        expect(order).toContain(`回复1 ${code}接受`)

        await second.sendsSms(`１　${code}`)
        expect(await second.getsSms('已记录')).toContain('已接受')
        await world.eventually(
          'the order is accepted',
          async () => (await world.cases())[0]?.orders[0]?.status === 'accepted',
        )
        await second.sendsSms('2')
        await second.getsSms('已到场')
        await second.sendsSms(`3${code}阀门已修好`)
        await second.getsSms('已办结')
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ status: 'handled', orders: [{ status: 'completed' }] })
        const steps = matter?.timeline.filter(({ what }) =>
          /^order(Accepted|Arrived|Completed)|resultRecorded/.test(what),
        )
        expect(new Set(steps?.map(({ actor }) => actor))).toEqual(new Set(['responder:water-2']))
        expect(steps?.map(({ what }) => what).sort()).toEqual([
          'orderAccepted',
          'orderArrived',
          'orderCompleted',
          'resultRecorded',
        ])
        await first.getsNoMoreSms()
        await second.getsNoMoreSms()
        await duty.getsNoMoreSms()
      }))

    it('when a responder accepts by message while his telephone rings, then it stops, and the caller is told', () =>
      inTown(makeWorld, { town: town(903), at }, async ({ world, hotline, water }) => {
        const [citizen, first] = [world.citizen(), world.phone(water[0])]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await first.sendsSms('1')
        await first.stopsRinging()
        await citizen.hears('unitAccepted.water')
        await citizen.isHungUp()
        await first.getsSms('已接受')
        expect(await world.calls()).toMatchObject([{ result: 'acceptedElsewhere' }])
      }))

    it('when an officer adds a unit, then its team has the order by message, is rung at once, and hears whom to call', () =>
      inTown(makeWorld, { town: town(905), at }, async ({ world, hotline, water, gas }) => {
        const [citizen, first, other] = [world.citizen(), world.phone(water[0]), world.phone(gas[0])]
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        await citizen.says('flood')
        await citizen.presses('#')
        await takesTheOrder(first)
        await citizen.isBridgedWith(first)
        const [matter] = await world.cases()
        await world.addUnit(matter?.number ?? '', 'gas')
        expect(await other.getsSms('新指令')).toContain(`来电${citizen.number}，有留言。编号${matter?.number}`)
        await other.rings()
        await other.answers()
        await other.hears('statementIs')
        await other.hears('acceptKeys')
        await other.presses('1')
        await other.hears('callerNumberIs')
        await other.isHungUp()
        await citizen.isBridgedWith(first)
        await citizen.hangsUp()
        await first.isHungUp()
        const after = (await world.cases())[0]
        expect(after?.orders.map(({ unit, status, lead }) => [unit, status, lead])).toEqual([
          ['water', 'accepted', true],
          ['gas', 'accepted', false],
        ])
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`)
        expect(results.sort()).toEqual(['citizen connected', 'order taken'])
        expect(after?.deadlines.map(({ kind }) => kind)).not.toContain('callBack')
      }))

    it('when nobody of the added unit answers, then the message stands, nothing is promised to anybody, and one accepts by it', () =>
      inTown(makeWorld, { town: town(906), at }, async ({ world, hotline, water, gas }) => {
        const [citizen, first, other] = [world.citizen(), world.phone(water[0]), world.phone(gas[0])]
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        await world.addUnit(matter?.number ?? '', 'gas')
        await isNotAnswered(other)
        const [, code = ''] = /新指令(\d{3})/.exec(await other.getsSms('新指令')) ?? []
        await other.sendsSms(`1 ${code}`)
        await other.getsSms('已接受')
        await other.getsNoMoreSms()
        const after = (await world.cases())[0]
        expect(after?.orders.map(({ unit, status }) => [unit, status])).toContainEqual(['gas', 'accepted'])
        expect(after?.deadlines.map(({ kind }) => kind)).not.toContain('callBack')
        expect(after?.timeline.filter(({ what }) => what === 'nobodyTook')).toHaveLength(1)
      }))

    it('when somebody else, a wrong code or a step out of turn comes by message, then nothing changes and each is answered', () =>
      inTown(makeWorld, { town: town(904), at }, async ({ world, hotline, water, gas, officer }) => {
        const [citizen, first, other] = [world.citizen(), world.phone(water[0]), world.phone(gas[0])]
        await isToldOfTheMessage(citizen, hotline, [first, world.phone(officer)])
        const [, code = ''] = /新指令(\d{3})/.exec(await first.getsSms('新指令')) ?? []
        await citizen.getsSms('您的求助已受理')

        await citizen.sendsSms(`1 ${code}`)
        await citizen.getsSms('未登记为救助人员')
        await other.sendsSms(`1 ${code}`)
        await other.getsSms('不属于您单位')
        await first.sendsSms('1 999')
        expect(await first.getsSms('没有待办的指令999')).toContain(code)
        await first.sendsSms('在路上')
        await first.getsSms('未能识别')
        const [matter] = await world.cases()
        expect(matter?.orders).toMatchObject([{ status: 'notified' }])

        await first.sendsSms('2')
        await first.getsSms('已到场')
        await first.sendsSms('1')
        expect(await first.getsSms('此前已记录')).toContain('3办结')
        expect((await world.cases())[0]?.orders).toMatchObject([{ status: 'arrived' }])
      }))
  })
