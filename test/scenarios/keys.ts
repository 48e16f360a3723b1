import { describe, expect, it } from 'vitest'
import type { MakeWorld, Phone } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

const at = '2026-11-23T10:00'

/** Whoever can't or won't press the right key still reaches a person. */
export const keyScenarios = (makeWorld: MakeWorld) =>
  describe('given a citizen in the menu', () => {
    const reachesTheOfficer = (no: number, why: string, press: (citizen: Phone) => Promise<unknown>) =>
      inTown(makeWorld, { town: town(no), at }, async ({ world, hotline, officer }) => {
        const citizen = world.citizen()
        const duty = world.phone(officer)
        await hearsTheMenu(citizen, hotline)
        await press(citizen)
        await citizen.hears('toOfficer')
        await citizen.hears('caseNumberIs')
        await takesTheOrder(duty)
        await citizen.hears('officerAccepted')
        await talkAndEnd(citizen, duty)
        const [matter] = await world.cases()
        expect(matter).toMatchObject({ category: null, orders: [], status: 'open' })
        expect(matter?.timeline.find(({ what }) => what === 'caseOpened')?.why).toBe(why)
        expect(await world.calls()).toMatchObject([{ result: 'officer' }])
      })

    it('when he presses 0, then the duty officer is rung', () =>
      reachesTheOfficer(301, 'the caller asked for a person', (citizen) => citizen.presses('0')))

    it('when he presses nothing, then the duty officer is rung', () =>
      reachesTheOfficer(302, 'no key was pressed', async () => {}))

    it('when he presses three wrong keys, then the duty officer is rung', () =>
      reachesTheOfficer(303, '3 wrong keys', async (citizen) => {
        for (const key of ['5', '#']) {
          await citizen.presses(key)
          await citizen.hears('wrongKey')
        }
        await citizen.presses('6')
      }))

    it('when he asks for it again, then he hears it again, without a word about wrong keys', () =>
      inTown(makeWorld, { town: town(304), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('*')
        await citizen.hears('dangerChoice.110')
        await citizen.hears('menuRepeat')
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        await citizen.presses('#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))

    it('when he knows his way and presses before anything was said, then nothing is in his way', () =>
      inTown(makeWorld, { town: town(305), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await citizen.dials(hotline)
        await citizen.isAnswered()
        await citizen.presses('1#')
        await takesTheOrder(first)
        await talkAndEnd(citizen, first)
      }))

    it('when he asks for the instruction of the statement again, then he hears it again', () =>
      inTown(makeWorld, { town: town(306), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await hearsTheMenu(citizen, hotline)
        await citizen.presses('1')
        await citizen.hears('statementAsk')
        await citizen.presses('*')
        await citizen.hears('statementAsk')
        await citizen.hears('beep')
        await citizen.says('flood')
        await first.rings()
        await first.answers()
        await first.hears('statementIs')
        await first.hears('voice.flood')
        await first.presses('1')
        await talkAndEnd(citizen, first)
      }))

    it('when he says nothing at the tone, then the responder hears that there is no statement', () =>
      inTown(makeWorld, { town: town(307), at }, async ({ world, hotline, water }) => {
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
        expect(matter?.recordings.find(({ kind }) => kind === 'statement')?.seconds).toBe(0)
      }))

    it('when he wants to be called back elsewhere, then that number is kept, and a wrong one is asked for again', () =>
      inTown(makeWorld, { town: town(308, { ringSeconds: 40 }), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
        await choosesWithoutWords(citizen, hotline, '1')
        await citizen.hears('callBackHint')
        await citizen.presses('1')
        await citizen.hears('callBackAsk')
        await citizen.presses('12#')
        await citizen.hears('wrongKey')
        await citizen.presses('99*13912340000#')
        await citizen.hears('callBackIs')
        await citizen.hears('digit.9')
        await citizen.hangsUp()
        await first.rings()
        await first.answers()
        await first.hears('orderIntro')
        await first.presses('1')
        await first.hears('callerGone')
        await first.hears('callerNumberIs')
        for (const digit of '13912340000') await first.hears(`digit.${digit}`)
        await first.isHungUp()
        const [matter] = await world.cases()
        expect(matter?.timeline.map(({ what }) => what)).toContain('callBackNumberGiven')
      }))
  })
