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

/** A citizen's matter finds somebody of the unit in charge who takes it. */
export const acceptingScenarios = (makeWorld: MakeWorld) =>
  describe('given a citizen who chooses water', () => {
    it('when the first responder accepts, then both speak, and everything is on record', () =>
      inTown(makeWorld, { town: town(101, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await citizen.dials(hotline)
        await citizen.hears('greeting.hotline')
        await citizen.hears('dangerChoice.110')
        await citizen.hears('menuRepeat')
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        await citizen.hears('beep')
        await citizen.says('burst')
        await citizen.presses('#')
        await first.rings()
        await citizen.hears('connectingUnit.water')
        await citizen.hears('caseNumberIs')
        await first.answers()
        await first.hears('orderIntro')
        await first.hears('categoryName.water')
        await first.hears('urgencyUrgent')
        await first.hears('voice.burst')
        await second.rings()
        await first.hears('acceptKeys')
        await first.presses('1')
        await second.stopsRinging()
        await citizen.hears('unitAccepted.water')
        await citizen.hears('arriveWithin')
        await citizen.isBridgedWith(first)
        await citizen.says('help')
        await first.hears('voice.help')
        await first.says('coming')
        await citizen.hears('voice.coming')
        await citizen.hangsUp()
        await first.isHungUp()

        const [matter] = await world.cases()
        expect(matter).toMatchObject({ category: 'water', origin: 'citizen', status: 'handling', urgency: 'urgent' })
        expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'accepted', lead: true }])
        expect(matter?.deadlines.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
          'accept met',
          'arrive running',
          'complete running',
          'feedback running',
        ])
        expect(matter?.recordings.map(({ kind }) => kind)).toEqual(['statement', 'conversation'])
        const whats = matter?.timeline.map(({ what }) => what)
        for (const what of [
          'caseOpened',
          'orderIssued',
          'responderRung',
          'orderNotified',
          'orderAccepted',
          'callTaken',
        ])
          expect(whats).toContain(what)
        expect(await world.calls()).toMatchObject([{ kind: 'citizen', result: 'connected' }])
      }))

    it('when the first does not answer, then the second is rung and accepts', () =>
      inTown(makeWorld, { town: town(102, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(citizen, hotline, '1')
        await isNotAnswered(first)
        await takesTheOrder(second)
        await talkAndEnd(citizen, second)
        const [matter] = await world.cases()
        expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'accepted' }])
        expect(matter?.timeline).toContainEqual(
          expect.objectContaining({ what: 'responderDidNotTake', why: 'noAnswer' }),
        )
      }))

    it('when the first is busy on the telephone, then the second is rung at once', () =>
      inTown(makeWorld, { town: town(103, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await first.rejects()
        await takesTheOrder(second)
        await talkAndEnd(citizen, second)
      }))

    it('when the first declines, then he is thanked and the second accepts', () =>
      inTown(makeWorld, { town: town(104, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        await first.answers()
        await first.hears('orderIntro')
        await first.presses('2')
        await first.hears('declined')
        await first.isHungUp()
        await takesTheOrder(second)
        await talkAndEnd(citizen, second)
        const [matter] = await world.cases()
        expect(matter?.timeline).toContainEqual(
          expect.objectContaining({ what: 'responderDidNotTake', why: 'declined' }),
        )
      }))

    it('when the first answers and presses nothing, then the second already rings, and the first is let go', () =>
      inTown(makeWorld, { town: town(105, { team: 2 }), at }, async ({ world, hotline, water, officer }) => {
        const citizen = world.citizen()
        const [first, second, duty] = [world.phone(water[0]), world.phone(water[1]), world.phone(officer)]
        await choosesWithoutWords(citizen, hotline, '1')
        await answersTheOrder(first)
        await isNotAnswered(second)
        await first.hears('noDecision')
        await first.isHungUp()
        await citizen.hears('toOfficer')
        await takesTheOrder(duty)
        await citizen.hears('officerAccepted')
        await talkAndEnd(citizen, duty)
        expect(await world.calls()).toMatchObject([{ result: 'officer' }])
      }))

    it('when a responder asks for the words again, then he hears them again', () =>
      inTown(makeWorld, { town: town(106, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(citizen, hotline, '1')
        await answersTheOrder(first)
        await first.presses('*')
        await first.hears('orderIntro')
        await second.rings()
        await first.presses('1')
        await second.stopsRinging()
        await talkAndEnd(citizen, first)
      }))

    it('when both press 1 at once, then one has it, and the other hears by whom and is let go', () =>
      inTown(
        makeWorld,
        { town: town(107, { team: 2, strategy: 'allAtOnce' }), at },
        async ({ world, hotline, water }) => {
          const citizen = world.citizen()
          const [first, second] = [world.phone(water[0]), world.phone(water[1])]
          await choosesWithoutWords(citizen, hotline, '1')
          await first.rings()
          await second.rings()
          await first.answers()
          await second.answers()
          await first.hears('orderIntro')
          await second.hears('orderIntro')
          await Promise.all([first.presses('1'), second.presses('1')])
          await citizen.hears('unitAccepted.water')
          const [matter] = await world.cases()
          const taken = matter?.timeline.filter(({ what }) => what === 'orderAccepted') ?? []
          expect(taken).toHaveLength(1)
          const [winner, loser] = taken[0]?.actor === 'responder:water-1' ? [first, second] : [second, first]
          await loser.hears(`takenBy.${taken[0]?.actor.slice('responder:'.length)}`)
          await loser.isHungUp()
          await talkAndEnd(citizen, winner)
        },
      ))

    it('when all ring together and one accepts, then the other stops ringing', () =>
      inTown(
        makeWorld,
        { town: town(108, { team: 2, strategy: 'allAtOnce' }), at },
        async ({ world, hotline, water }) => {
          const citizen = world.citizen()
          const [first, second] = [world.phone(water[0]), world.phone(water[1])]
          await choosesWithoutWords(citizen, hotline, '1')
          await first.rings()
          await takesTheOrder(second)
          await first.stopsRinging()
          await talkAndEnd(citizen, second)
        },
      ))

    it('when the longest idle is rung first, then it is the one who had no call yet', () =>
      inTown(
        makeWorld,
        { town: town(109, { team: 2, strategy: 'longestIdle' }), at },
        async ({ world, hotline, water }) => {
          const [one, other] = [world.citizen(), world.citizen()]
          const [first, second] = [world.phone(water[0]), world.phone(water[1])]
          await choosesWithoutWords(one, hotline, '1')
          await takesTheOrder(first)
          await isNotAnswered(second)
          await talkAndEnd(one, first)
          await choosesWithoutWords(other, hotline, '1')
          await second.rings()
          await first.staysSilent()
          await second.answers()
          await second.presses('1')
          await isNotAnswered(first)
          await talkAndEnd(other, second)
        },
      ))

    it('when nobody of the unit answers, then the fall-back unit accepts an order of its own, and the first stays in charge', () =>
      inTown(
        makeWorld,
        { town: town(110, { team: 2, fallbacks: ['works'] }), at },
        async ({ world, hotline, water, works }) => {
          const citizen = world.citizen()
          const [first, second, third] = [world.phone(water[0]), world.phone(water[1]), world.phone(works[0])]
          await choosesWithoutWords(citizen, hotline, '1')
          await isNotAnswered(first)
          await isNotAnswered(second)
          await citizen.hears('connectingUnit.works')
          await takesTheOrder(third)
          await citizen.hears('unitAccepted.works')
          await talkAndEnd(citizen, third)
          const [matter] = await world.cases()
          expect(matter?.orders.map(({ unit, status, lead }) => ({ unit, status, lead }))).toEqual([
            { unit: 'water', status: 'notified', lead: true },
            { unit: 'works', status: 'accepted', lead: false },
          ])
          const accepts = matter?.deadlines.filter(({ kind }) => kind === 'accept') ?? []
          expect(accepts.map(({ status }) => status).sort()).toEqual(['met', 'running'])
        },
      ))

    it('when a telephone is in another call of ours, then it is left alone', () =>
      inTown(makeWorld, { town: town(111, { team: 2 }), at }, async ({ world, hotline, water }) => {
        const [one, other] = [world.citizen(), world.citizen()]
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await choosesWithoutWords(one, hotline, '1')
        await takesTheOrder(first)
        await isNotAnswered(second)
        await one.isBridgedWith(first)
        await choosesWithoutWords(other, hotline, '1')
        await takesTheOrder(second)
        await other.isBridgedWith(second)
        await one.hangsUp()
        await other.hangsUp()
        await first.isHungUp()
        await second.isHungUp()
        const [later] = await world.cases()
        expect(later?.timeline.map(({ what }) => what)).toContain('responderSkipped')
      }))

    it('when the statement is damaged before it is heard, then who answers is told so, can accept, and it is on record', () =>
      inTown(makeWorld, { town: town(113, { ringSeconds: 40, team: 2 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const [first, second] = [world.phone(water[0]), world.phone(water[1])]
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        await citizen.says('flood')
        await citizen.presses('#')
        await first.rings()
        const recording = await world.eventually('the words are kept', async () => {
          const [said] = (await world.cases())[0]?.recordings ?? []
          return said?.seconds ? said.name : null
        })
        await world.damage(recording)
        await first.answers()
        await first.hears('statementDamaged')
        await first.hears('acceptKeys')
        await first.presses('2')
        await second.rings()
        await second.answers()
        await second.hears('statementDamaged')
        await second.presses('1')
        await talkAndEnd(citizen, second)
        const [matter] = await world.cases()
        expect(matter?.timeline.filter(({ what }) => what === 'statementDamaged')).toMatchObject([
          { why: 'its file is no WAV file' },
        ])
        expect(matter?.recordings.find(({ name }) => name === recording)).toMatchObject({ seconds: expect.any(Number) })
      }))

    it('when the unit accepts by another way, then the telephones stop and the caller is told', () =>
      inTown(makeWorld, { town: town(112), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await first.rings()
        const [matter] = await world.cases()
        await world.report(matter?.number ?? '', matter?.orders[0]?.id ?? '', 'accept')
        await first.stopsRinging()
        await citizen.hears('unitAccepted.water')
        await citizen.hears('arriveWithin')
        await citizen.hears('goodbye')
        await citizen.isHungUp()
        expect(await world.calls()).toMatchObject([{ result: 'acceptedElsewhere' }])
      }))

    it('when the unit accepts by another way while the caller still speaks, then nobody is rung and the caller is told', () =>
      inTown(makeWorld, { town: town(113), at }, async ({ world, hotline }) => {
        const citizen = world.citizen()
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('beep')
        const [matter] = await world.cases()
        await world.report(matter?.number ?? '', matter?.orders[0]?.id ?? '', 'accept')
        await citizen.says('burst')
        await citizen.presses('#')
        await citizen.hears('unitAccepted.water')
        await citizen.hears('caseNumberIs')
        await citizen.isHungUp()
        expect(await world.calls()).toMatchObject([{ result: 'acceptedElsewhere' }])
      }))
  })
