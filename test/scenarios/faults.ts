import { describe, expect, it } from 'vitest'
import type { FakeWorld } from '../harness/fake-world.ts'
import type { WorldOptions } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

type MakeFakeWorld = (options: WorldOptions) => Promise<FakeWorld>
const at = '2026-11-23T10:00'

/** What breaks costs the citizen nothing that can be helped. */
export const faultScenarios = (makeWorld: MakeFakeWorld) => {
  describe('given prompts that can not be played', () => {
    it('when a citizen presses what he knows, then he is connected all the same', () =>
      inTown(makeWorld, { town: town(801), at }, async ({ world, hotline, water }) => {
        world.prompts.breakDown(true)
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await citizen.dials(hotline)
        await world.advance(2)
        await citizen.presses('1')
        await world.advance(2)
        await citizen.says('flood')
        await citizen.presses('#')
        await first.rings()
        await first.answers()
        await first.presses('1')
        await talkAndEnd(citizen, first)
        expect(await world.cases()).toMatchObject([{ orders: [{ status: 'accepted' }] }])
      }))

    it('when he presses nothing, then he reaches the duty officer', () =>
      inTown(makeWorld, { town: town(802), at }, async ({ world, hotline, officer }) => {
        world.prompts.breakDown(true)
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await citizen.dials(hotline)
        await duty.rings()
        await duty.answers()
        await duty.presses('1')
        await talkAndEnd(citizen, duty)
      }))

    it('when nobody answers, then the call ends, and the call back is owed', () =>
      inTown(makeWorld, { town: town(803), at }, async ({ world, hotline, officer }) => {
        world.prompts.breakDown(true)
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await citizen.dials(hotline)
        await isNotAnswered(duty)
        await citizen.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind }) => kind)).toContain('callBack')
      }))
  })

  describe('given a recording or a bridge that fails', () => {
    it('when the statement can not be recorded, then the hunt begins', () =>
      inTown(makeWorld, { town: town(811), at }, async ({ world, hotline, water }) => {
        world.network.fail('record', 1)
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        await first.rings()
        await first.answers()
        await first.hears('noStatement')
        await first.presses('1')
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        expect(matter?.timeline.map(({ what }) => what)).toContain('statementLost')
      }))

    it('when the bridge fails once, then it is made again', () =>
      inTown(makeWorld, { town: town(812), at }, async ({ world, hotline, water }) => {
        world.network.fail('bridge', 1)
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))

    it('when the bridge fails twice, then the responder has the number and the citizen the officer', () =>
      inTown(makeWorld, { town: town(813, { ringSeconds: 40 }), at }, async ({ world, hotline, water, officer }) => {
        world.network.fail('bridge', 2)
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await first.hears('trouble')
        await first.hears('callerNumberIs')
        await first.isHungUp()
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
      }))

    it('when no bridge comes about with the officer either, then a call back is promised', () =>
      inTown(makeWorld, { town: town(814), at }, async ({ world, hotline, officer }) => {
        world.network.fail('bridge', 2)
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('0')
        await takesTheOrder(duty)
        await duty.hears('trouble')
        await citizen.hears('promiseCallBackWithin')
        await citizen.isHungUp()
        await duty.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.deadlines.map(({ kind }) => kind)).toContain('callBack')
      }))

    it('when no bridge comes about with 110, then it is rung again, and the officer who waits is let go', () =>
      inTown(makeWorld, { town: town(815), at: '2026-11-23T02:10' }, async ({ world, hotline, police }) => {
        world.network.fail('bridge', 2)
        const citizen = world.citizen()
        const desk = world.phone(police)
        await citizen.dials(hotline)
        await desk.rings()
        await desk.answers()
        await desk.hears('trouble')
        await desk.isHungUp()
        await citizen.hears('emergencyChoice')
        await citizen.presses('1')
        await desk.rings()
        await desk.answers()
        await talkAndEnd(citizen, desk)
      }))

    it('when a telephone can not be dialled, then the next is', () =>
      inTown(makeWorld, { town: town(816), at }, async ({ world, hotline, officer }) => {
        world.network.fail('dial', 1)
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
      }))
  })

  describe('given a network that is gone at the wrong moment', () => {
    it('when telephones were to be dialled just then, then they are dialled once it is back, and nobody is given up on', () =>
      inTown(makeWorld, { town: town(821), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        world.beforeNextCommit(async () => world.network.cut())
        await citizen.presses('#')
        await world.advance(5)
        await world.network.restore()
        await first.staysSilent()
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
      }))

    it('when the statement ends meanwhile, then it is not lost', () =>
      inTown(makeWorld, { town: town(822, { ringSeconds: 30 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        await citizen.says('flood')
        await world.network.cut()
        await world.advance(8)
        await world.network.restore()
        await takesTheOrder(first)
        await first.hears('connectingCaller')
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        expect(matter?.recordings.find(({ kind }) => kind === 'statement')?.seconds).toBeGreaterThan(0)
      }))

    it('when he speaks on and on, then he is not cut short', () =>
      inTown(
        makeWorld,
        {
          town: town(825, { timings: { statementMaxSeconds: 60, statementSilenceSeconds: 10, decideSeconds: 60 } }),
          at,
        },
        async ({ world, hotline, water }) => {
          const citizen = world.citizen()
          const first = world.phone(water[0])
          await hearsTheMenu(citizen, hotline)
          await citizen.presses('1')
          await citizen.hears('beep')
          await citizen.says('before')
          await world.network.cut()
          await world.advance(2)
          await world.network.restore()
          for (const part of ['one', 'two', 'three']) {
            await world.advance(6)
            await citizen.says(part)
          }
          await first.staysSilent()
          await citizen.presses('#')
          await first.rings()
          await first.answers()
          await first.hears('voice.three')
          await first.presses('1')
          await talkAndEnd(citizen, first)
        },
      ))

    it('when the recording was to begin just then, then he is asked again for his words', () =>
      inTown(makeWorld, { town: town(826), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        world.beforeNextCommit(async () => world.network.cut())
        await citizen.hears('beep')
        await world.advance(1)
        for (const _ of ['again', 'and again']) {
          await world.network.restore()
          await world.advance(0.2)
          await world.network.cut()
        }
        await world.network.restore()
        await citizen.hears('statementAsk')
        await citizen.hears('beep')
        await citizen.says('flood')
        await citizen.presses('#')
        await first.rings()
        await first.answers()
        await first.hears('voice.flood')
        await first.presses('1')
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        expect(matter?.recordings.find(({ kind, seconds }) => kind === 'statement' && seconds)).toBeDefined()
      }))

    it('when the end of a conversation is missed, then its recording is kept', () =>
      inTown(makeWorld, { town: town(823), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await citizen.isBridgedWith(first)
        await world.advance(20)
        await world.network.cut()
        await citizen.hangsUp()
        await first.hangsUp()
        await world.network.restore()
        const recording = await world.eventually('the recording is settled', async () => {
          const [matter] = await world.cases()
          return matter?.recordings.find(({ kind, seconds }) => kind === 'conversation' && seconds !== null) ?? null
        })
        expect(recording.seconds).toBeGreaterThan(15)
      }))

    it('when somebody calls meanwhile, then the dialplan has him', () =>
      inTown(makeWorld, { town: town(824), at }, async ({ world, hotline }) => {
        await world.network.cut()
        const citizen = world.citizen()
        await citizen.dials(hotline)
        await citizen.isServedByDialplan()
        await world.network.restore()
        expect(await world.calls()).toEqual([])
      }))
  })

  describe('given a request that is never answered while the network is there', () => {
    it('when it was the menu, then he reaches the duty officer', () =>
      inTown(makeWorld, { town: town(827), at }, async ({ world, hotline, officer }) => {
        world.network.fail('play', 1, 'unreachable')
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await citizen.dials(hotline)
        await takesTheOrder(duty)
        await talkAndEnd(citizen, duty)
      }))

    it('when it was the recording, then the hunt begins', () =>
      inTown(makeWorld, { town: town(828), at }, async ({ world, hotline, water }) => {
        world.network.fail('record', 1, 'unreachable')
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
        const [matter] = await world.cases()
        expect(matter?.timeline.map(({ what }) => what)).toContain('statementLost')
      }))

    it('when it was the bridge, then it is made again', () =>
      inTown(makeWorld, { town: town(829), at }, async ({ world, hotline, water }) => {
        world.network.fail('bridge', 1, 'unreachable')
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))
  })

  describe('given a ledger that takes no decision', () => {
    it('when a call comes in, then the dialplan has it', () =>
      inTown(makeWorld, { town: town(831), at }, async ({ world, hotline }) => {
        world.breakLedger(true)
        const citizen = world.citizen()
        await citizen.dials(hotline)
        await citizen.isServedByDialplan()
        expect(world.takeErrors().join()).toContain('the disk is full')
        world.breakLedger(false)
        expect(await world.calls()).toEqual([])
      }))

    it('when it happens within a call, then the dialplan has the caller and nobody rings any longer', () =>
      inTown(makeWorld, { town: town(832, { ringSeconds: 60 }), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, duty] = [world.phone(water[0]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        world.breakLedger(true)
        await citizen.presses('1')
        await citizen.isServedByDialplan()
        await first.stopsRinging()
        world.breakLedger(false)
        // The order is not lost: once decisions can be taken again, the hunt goes on without the caller.
        await isNotAnswered(duty)
        world.takeErrors()
        const results = (await world.calls()).map(({ kind, result }) => `${kind} ${result}`).sort()
        expect(results).toEqual(['citizen callerLeft', 'order notTaken'])
      }))

    it('when two people are speaking, then nothing disturbs them', () =>
      inTown(makeWorld, { town: town(833), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await takesTheOrder(first)
        await citizen.isBridgedWith(first)
        world.breakLedger(true)
        await world.advance(61 * 60)
        await citizen.isBridgedWith(first)
        world.breakLedger(false)
        expect(world.takeErrors()).not.toEqual([])
        await citizen.hangsUp()
        await first.isHungUp()
      }))

    it('when the unit accepts by message and by telephone at the same instant, then one acceptance counts, and they speak', () =>
      inTown(makeWorld, { town: town(834), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await first.answers()
        const [matter] = await world.cases()
        world.beforeNextCommit(() => world.report(matter?.number ?? '', matter?.orders[0]?.id ?? '', 'accept'))
        await first.presses('1')
        await talkAndEnd(citizen, first)
        const [after] = await world.cases()
        expect(after?.timeline.filter(({ what }) => what === 'orderAccepted')).toHaveLength(1)
      }))
  })

  describe('given a citizen whose telephone floods us with keys', () => {
    const flood = '0123456789*#'.repeat(42)
    it.each([
      ['in the menu', ''],
      ['in the question', '3'],
      ['at the statement', '1'],
      ['while telephones ring', '1#'],
      ['while a number is keyed in', '1#1'],
    ])('when it does so %s, then the call lives through it and ends when he hangs up', (_where, keys) =>
      inTown(makeWorld, { town: town(841), at }, async (place) => {
        const { world, hotline } = place
        const citizen = world.citizen()
        for (const number of [...place.water, ...place.gas, ...place.works, place.officer, place.police]) {
          world.phone(number)
        }
        await citizen.dials(hotline)
        await citizen.presses(keys)
        await citizen.floods(flood)
        await citizen.hangsUp()
        await world.advance(300)
        for (const number of [...place.water, ...place.gas, ...place.works, place.officer, place.police]) {
          while (world.phone(number).surprises() > 0) await world.phone(number).rings()
        }
        expect((await world.calls()).every(({ result }) => result !== null)).toBe(true)
      }),
    )

    it('when a responder floods, then he hears it again and again and can still accept', () =>
      inTown(
        makeWorld,
        { town: town(842, { ringSeconds: 60, timings: { decideSeconds: 120 } }), at },
        async ({ world, hotline, water }) => {
          const citizen = world.citizen()
          const first = world.phone(water[0])
          await choosesWithoutWords(citizen, hotline, '1')
          await first.rings()
          await first.answers()
          await first.floods('03456789*#'.repeat(50))
          await first.presses('1')
          await first.floods('1234567890*#'.repeat(40))
          await talkAndEnd(citizen, first)
        },
      ))
  })

  describe('given twenty citizens at once', () => {
    it('when they all want water, then each is served by a telephone of his own, or promised a call back, and nothing is left', () =>
      inTown(makeWorld, { town: town(851, { team: 2, officers: 2 }), at }, async (place) => {
        const { world, hotline, water, officer, secondOfficer } = place
        const citizens = Array.from({ length: 20 }, () => world.citizen())
        const staff = [...water, officer, secondOfficer].map((number) => world.phone(number))
        await Promise.all(citizens.map((citizen) => citizen.dials(hotline)))
        await Promise.all(citizens.map((citizen) => citizen.presses('1')))
        await Promise.all(citizens.map((citizen) => citizen.presses('#')))
        for (const phone of staff) {
          await phone.rings()
          await phone.answers()
          await phone.presses('1')
        }
        await world.advance(120)
        for (const phone of staff) await phone.hangsUp()
        await world.advance(300)
        for (const phone of staff) expect(phone.surprises()).toBeLessThanOrEqual(20)
        for (const phone of staff) while (phone.surprises() > 0) await phone.rings()
        const calls = await world.calls()
        expect(calls).toHaveLength(20)
        expect(calls.every(({ result }) => ['connected', 'officer', 'callBackPromised'].includes(result ?? ''))).toBe(
          true,
        )
        expect(calls.filter(({ result }) => result === 'connected' || result === 'officer')).toHaveLength(4)
        const cases = await world.cases()
        expect(new Set(cases.map(({ number }) => number)).size).toBe(20)
      }))

    it('when they all press at the same instant, then no telephone is rung for two of them', () =>
      inTown(
        makeWorld,
        { town: town(852, { team: 2, strategy: 'allAtOnce' }), at },
        async ({ world, hotline, water, officer }) => {
          const citizens = Array.from({ length: 20 }, () => world.citizen())
          const staff = [...water, officer].map((number) => world.phone(number))
          await Promise.all(citizens.map((citizen) => citizen.dials(hotline)))
          await Promise.all(citizens.map((citizen) => citizen.presses('1')))
          await Promise.all(citizens.map((citizen) => citizen.presses('#')))
          await world.advance(1)
          for (const phone of staff) expect(phone.surprises()).toBe(1)
          for (const citizen of citizens) await citizen.hangsUp()
          await world.advance(600)
          for (const phone of staff) while (phone.surprises() > 0) await phone.rings()
          const calls = await world.calls()
          expect(calls.filter(({ kind }) => kind === 'citizen')).toHaveLength(20)
          expect(calls.filter(({ kind }) => kind === 'order')).toHaveLength(20)
        },
      ))
  })
}
