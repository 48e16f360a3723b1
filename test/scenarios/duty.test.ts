import { describe, expect, it } from 'vitest'
import { overrideRoster } from '../../src/application/duty/override-roster.ts'
import { saveRoster } from '../../src/application/duty/save-roster.ts'
import { localClock } from '../../src/domain/clocks/local-time.ts'
import type { Roster } from '../../src/domain/roster/roster.ts'
import type { TimedOverride } from '../../src/domain/routing/duty.ts'
import { type FakeWorld, makeFakeWorld } from '../harness/fake-world.ts'
import { rosterOf } from '../support/rosters.ts'
import { inTown } from './in-town.ts'
import { choosesWithoutWords, hearsTheMenu, isNotAnswered, takesTheOrder, talkAndEnd } from './steps.ts'
import { town } from './town.ts'

/** Monday. */
const date = '2026-11-23'
const at = `${date}T10:00`
const instant = (clock: string) => Date.parse(`${date}T${clock}+08:00`)
const by = 'api:admin'
const save = async ({ changing }: FakeWorld, one: Roster, madeFrom = 0) => {
  const done = await saveRoster(changing)(one, { madeFrom, by, why: null, acknowledged: [] })
  expect(done).toMatchObject({ ok: true })
}
const set = async ({ changing, duty }: FakeWorld, about: Pick<TimedOverride, 'kind' | 'to' | 'until'>) => {
  const now = changing.clock.now()
  const done = await duty.set({
    id: about.kind.toLowerCase(),
    line: null,
    from: now,
    by,
    at: now,
    reason: 'flood',
    ended: null,
    ...about,
  })
  expect(done).toMatchObject({ ok: true })
}
/** Who was rung for the newest case, and when. */
async function rings({ stores, cases }: FakeWorld) {
  const [newest] = await cases()
  const row = await stores.cases.byNumber(newest?.number ?? '')
  const lines = await stores.cases.timeline(row?.id ?? '')
  return lines
    .filter(({ what }) => what === 'responderRung')
    .map(
      ({ at: when, refs }) =>
        `${localClock(when, 'Asia/Shanghai')}:${String(Math.floor(when / 1000) % 60).padStart(2, '0')} ${refs.responder}`,
    )
}

describe('a timed override that is set by the API', () => {
  it('closes the line for the next call, until it ends by itself', () =>
    inTown(makeFakeWorld, { town: town(901), at }, async ({ world, hotline, police }) => {
      await set(world, { kind: 'close', to: '110', until: instant('10:30:00') })
      const [early, late] = [world.citizen(), world.citizen()]
      const desk = world.phone(police)
      await early.dials(hotline)
      await desk.rings()
      await desk.answers()
      await talkAndEnd(early, desk)
      await world.advance((instant('10:30:00') - world.changing.clock.now()) / 1000)
      await hearsTheMenu(late, hotline)
      await late.hangsUp()
    }))

  it('sends every case elsewhere, until somebody ends it', () =>
    inTown(makeFakeWorld, { town: town(902), at }, async ({ world, hotline, works, water }) => {
      await set(world, { kind: 'sendAll', to: 'works', until: instant('23:00:00') })
      const [first, second] = [world.citizen(), world.citizen()]
      const [waterworks, third] = [world.phone(water[0]), world.phone(works[0])]
      await choosesWithoutWords(first, hotline, '1')
      await takesTheOrder(third)
      await talkAndEnd(first, third)
      expect(await world.duty.end('sendall', by)).toMatchObject({ ok: true })
      await choosesWithoutWords(second, hotline, '1')
      await takesTheOrder(waterworks)
      await talkAndEnd(second, waterworks)
      expect((await world.cases()).map(({ orders }) => orders.map(({ unit }) => unit))).toEqual([['water'], ['works']])
    }))
})

describe('a roster that changes', () => {
  it('counts for the next call; the record of each call names the revision that it began with', () =>
    inTown(makeFakeWorld, { town: town(903, { team: 2 }), at }, async ({ world, hotline, water }) => {
      await save(world, rosterOf('water', 'water-1'))
      const [first, second] = [world.citizen(), world.citizen()]
      const [one, other] = water.map((number) => world.phone(number))
      await choosesWithoutWords(first, hotline, '1')
      await takesTheOrder(one!)
      await talkAndEnd(first, one!)
      await save(world, rosterOf('water', 'water-2'), 1)
      await choosesWithoutWords(second, hotline, '1')
      await takesTheOrder(other!)
      await talkAndEnd(second, other!)
      const { items } = await world.stores.calls.list({}, { cursor: null, limit: 5 })
      expect(items.map(({ dutyRevision }) => dutyRevision)).toEqual([2, 1])
      const then = await world.duty.atRevision(1)
      expect(then?.rosters[0]?.shifts[0]?.on).toEqual({ people: ['water-1'] })
    }))

  it('while a telephone rings reaches the hunt at its next telephone: what rings rings on', () =>
    inTown(makeFakeWorld, { town: town(904, { team: 3, ringSeconds: 15 }), at }, async ({ world, hotline, team }) => {
      await save(world, rosterOf('water', 'water-1', 'water-2'))
      const citizen = world.citizen()
      const [first, second, third] = team.map((number) => world.phone(number))
      await choosesWithoutWords(citizen, hotline, '1')
      await first!.rings()
      const done = await overrideRoster(world.changing)(
        'r-water',
        {
          id: 'ill',
          from: instant('10:00:00'),
          until: instant('12:00:00'),
          off: 'water-2',
          on: 'water-3',
          reason: 'ill',
        },
        { by, madeFrom: null, acknowledged: [] },
      )
      expect(done).toMatchObject({ ok: true, revision: 2 })
      await first!.stopsRinging()
      await takesTheOrder(third!)
      await talkAndEnd(citizen, third!)
      await second!.staysSilent()
      expect(await rings(world)).toEqual(['10:00:09 water-1', '10:00:24 water-3'])
    }))

  it('to nobody while a telephone rings lets the fall-back be next', () =>
    inTown(
      makeFakeWorld,
      { town: town(905, { team: 2, fallbacks: ['gas'] }), at },
      async ({ world, hotline, water, gas }) => {
        await save(world, rosterOf('water', 'water-1', 'water-2'))
        const citizen = world.citizen()
        const [one, other, fallback] = [...water, ...gas].map((number) => world.phone(number))
        await choosesWithoutWords(citizen, hotline, '1')
        await one!.rings()
        const off = (id: string, off: string) => ({
          id,
          from: instant('10:00:00'),
          until: instant('12:00:00'),
          off,
          on: null,
          reason: 'ill',
        })
        for (const [id, person] of [
          ['one', 'water-1'],
          ['two', 'water-2'],
        ] as const) {
          await overrideRoster(world.changing)('r-water', off(id, person), { by, madeFrom: null, acknowledged: [] })
        }
        await one!.stopsRinging()
        await takesTheOrder(fallback!)
        await talkAndEnd(citizen, fallback!)
        await other!.staysSilent()
      },
    ))

  it('that ends by itself while telephones ring gives the first his place back', () =>
    inTown(makeFakeWorld, { town: town(906, { team: 2, ringSeconds: 15 }), at }, async ({ world, hotline, water }) => {
      const standingIn = {
        id: 'ill',
        from: instant('09:00:00'),
        until: instant('10:00:20'),
        off: 'water-1',
        on: 'water-2',
        swap: null,
        by,
        at: instant('09:00:00'),
        reason: 'ill',
      }
      await save(world, { ...rosterOf('water', 'water-1'), overrides: [standingIn] })
      const citizen = world.citizen()
      const [one, other] = water.map((number) => world.phone(number))
      await choosesWithoutWords(citizen, hotline, '1')
      await isNotAnswered(other!)
      await takesTheOrder(one!)
      await talkAndEnd(citizen, one!)
      expect(await rings(world)).toEqual(['10:00:09 water-2', '10:00:24 water-1'])
    }))
})
