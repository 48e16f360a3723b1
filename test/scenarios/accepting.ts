import { describe, expect, it } from 'vitest'
import type { MakeWorld } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { town } from './town.ts'

/** A citizen's matter finds somebody who takes it. */
export const acceptingScenarios = (makeWorld: MakeWorld) =>
  describe('a citizen who chooses water', () => {
    const at = '2026-11-23T10:00'

    it('is put through to the first responder, who hears what he said', () =>
      inTown(makeWorld, { town: town(101), at }, async ({ world, hotline, water }) => {
        const citizen = world.citizen()
        const first = world.phone(water[0])
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
        await first.hears('acceptKeys')
        await first.presses('1')
        await citizen.hears('unitAccepted.water')
        await citizen.hears('arriveWithin')
        await first.hears('connectingCaller')
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
        const whats = matter?.timeline.map(({ what }) => what) ?? []
        for (const what of ['caseOpened', 'orderIssued', 'responderRung', 'orderNotified', 'orderAccepted'])
          expect(whats).toContain(what)
        expect(await world.calls()).toMatchObject([{ kind: 'citizen', result: 'connected' }])
      }))
  })
