import { describe, expect, test, vi } from 'vitest'
import { dryRun } from '../../../../src/application/routing/dry-run/dry-run.ts'
import type { DryRunCall } from '../../../../src/application/routing/dry-run/dry-run-call.ts'
import type { Phrase } from '../../../../src/domain/call/phrase.ts'
import { noDuty } from '../../../../src/domain/routing/duty.ts'
import { createFakePrompts } from '../../../fakes/fake-prompts.ts'
import { type FakeWorld, makeFakeWorld } from '../../../harness/fake-world.ts'
import { hearsTheMenu } from '../../../scenarios/steps.ts'
import { type Town, town } from '../../../scenarios/town.ts'
import { habits, linesOf, zone } from './try-town.ts'

/** Mon 2026-11-23 10:00; the same day 02:10. */
const day = '2026-11-23T10:00'
const night = '2026-11-23T02:10'
const number = '13912345678'

type Told = {
  /** Every prompt that anybody was played, in order. */
  readonly prompts: readonly (readonly Phrase[])[]
  /** People whose telephones were rung, in order. */
  readonly rung: readonly string[]
  readonly orders: readonly string[]
  readonly deadlines: readonly string[]
  /** Kinds of messages, and to whom. */
  readonly messages: readonly string[]
  readonly results: readonly (string | null)[]
}

/** A recording's name is another each time. */
const nameless = (phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.map((phrase) => ('recording' in phrase ? { recording: 'words' } : phrase))

/** A call in the world of fakes: the live flow with the fakes' network, ledger and clock. */
async function live(place: Town, at: string, play: (world: FakeWorld) => Promise<void>): Promise<Told> {
  const world = await makeFakeWorld({ table: place.table, at })
  const prompts: (readonly Phrase[])[] = []
  const fake = world.prompts as ReturnType<typeof createFakePrompts>
  const media = fake.media
  vi.spyOn(fake, 'media').mockImplementation((phrases, language) => {
    prompts.push(nameless(phrases))
    return media(phrases, language)
  })
  for (const known of [...place.team, ...place.gas, ...place.works, place.officer, place.police]) world.phone(known)
  await play(world)
  const [matter] = await world.cases()
  const { items: messages } = await world.stores.messages.list({}, { cursor: null, limit: 100 })
  const calls = await world.calls()
  await world.close()
  return {
    prompts,
    rung: matter!.timeline.filter(({ what }) => what === 'responderRung').map(({ refs }) => refs.responder!),
    orders: matter!.orders.map(({ unit, status }) => `${unit} ${status}`),
    deadlines: matter!.deadlines.map(({ kind, status }) => `${kind} ${status}`).sort(),
    messages: messages.map(({ kind, who }) => `${kind} ${who}`).sort(),
    results: calls.map(({ kind, result }) => `${kind} ${result}`).sort(),
  }
}

/** The same call as a dry run; words last as long as on the fakes' network. */
function tried(place: Town, at: string, about: Partial<DryRunCall>): Told {
  const { media } = createFakePrompts()
  const secondsOf = (sound: string): number => (sound === 'comfort' ? 10 : /^digit\.|^beep$/.test(sound) ? 0.4 : 1)
  const { lines } = dryRun(
    {
      at: Date.parse(`${at}:00+08:00`),
      dialled: place.hotline,
      caller: number,
      keys: '',
      wish: null,
      habits: {},
      statementSeconds: 2,
      ...about,
    },
    {
      table: place.table,
      tableVersion: 1,
      duty: noDuty,
      zone,
      lengthOf: (phrases, language) =>
        media(
          phrases.filter((phrase) => !('recording' in phrase)),
          language,
        ).reduce((sum, sound) => sum + secondsOf(sound), 0),
    },
  )
  const statuses = new Map(linesOf(lines, 'deadline').map(({ row, status }) => [row.id, `${row.kind} ${status}`]))
  const orders = new Map(linesOf(lines, 'order').map(({ row, status }) => [row.id, `${row.unit} ${status}`]))
  return {
    prompts: linesOf(lines, 'hears').map(({ phrases }) => nameless(phrases)),
    rung: linesOf(lines, 'rings').flatMap(({ who }) => who.person ?? []),
    orders: [...orders.values()],
    deadlines: [...statuses.values()].sort(),
    messages: linesOf(lines, 'message')
      .map(({ row }) => `${row.kind} ${row.who}`)
      .sort(),
    results: linesOf(lines, 'ends')
      .map(({ kind, termination }) => `${kind} ${termination.result}`)
      .sort(),
  }
}

/** People of the scenario take as long as those of a dry run: five seconds to answer, two to decide. */
async function takes(world: FakeWorld, phone: string, key = '1') {
  const responder = world.phone(phone)
  await responder.rings()
  await world.advance(4.9)
  await responder.answers()
  await responder.hears('acceptKeys')
  await world.advance(2)
  return responder.presses(key)
}
const talks = async (world: FakeWorld, citizen: ReturnType<FakeWorld['citizen']>, phone: string) => {
  await citizen.isBridgedWith(world.phone(phone))
  await citizen.hangsUp()
  await world.advance(3)
}

/** Presses the key a moment after the menu, and says something for as long as in a dry run. */
async function choosesWater(world: FakeWorld, place: Town) {
  const citizen = world.citizen(number)
  await hearsTheMenu(citizen, place.hotline)
  await world.advance(0.8)
  await citizen.presses('1')
  await speaks(citizen)
  return citizen
}
const speaks = async (citizen: ReturnType<FakeWorld['citizen']>) => {
  await citizen.hears('beep')
  await citizen.says('burst')
  await citizen.presses('#')
}

describe('a dry run tells what a live call does', () => {
  test('the first responder takes it', async () => {
    const place = town(901, { team: 1 })
    const told = await live(place, day, async (world) => {
      const citizen = await choosesWater(world, place)
      await takes(world, place.water[0])
      await talks(world, citizen, place.water[0])
    })
    expect(tried(place, day, { keys: '1' })).toEqual(told)
    expect(told.rung).toEqual(['water-1'])
    expect(told.prompts.length).toBeGreaterThan(5)
  })

  test('the first does not answer, the second declines, the fall-back takes it', async () => {
    const place = town(902, { team: 2, fallbacks: ['works'] })
    const told = await live(place, day, async (world) => {
      const citizen = await choosesWater(world, place)
      await world.phone(place.water[0]).rings()
      await world.phone(place.water[0]).stopsRinging()
      const second = await takes(world, place.water[1], '2')
      await second.hears('declined')
      await takes(world, place.works[0])
      await talks(world, citizen, place.works[0])
    })
    const dry = tried(place, day, {
      keys: '1',
      habits: { ...habits('silent', place.water[0]), ...habits('declines', place.water[1]) },
    })
    expect(dry).toEqual(told)
    expect(told.orders).toEqual(['water notified', 'works accepted'])
  })

  test('nobody answers', async () => {
    const place = town(903, { ringSeconds: 8 })
    const told = await live(place, day, async (world) => {
      const citizen = await choosesWater(world, place)
      for (const phone of [place.water[0], place.officer]) {
        await world.phone(phone).rings()
        await world.phone(phone).stopsRinging()
      }
      await citizen.hears('goodbye')
      await citizen.isHungUp()
    })
    const dry = tried(place, day, { keys: '1', habits: habits('silent', place.water[0], place.officer) })
    expect(dry).toEqual(told)
    expect(told.results).toEqual(['citizen callBackPromised'])
    expect(told.messages).toContain('orderToTeam water-1/voice')
  })

  test('at night 110 is rung', async () => {
    const place = town(904)
    const told = await live(place, night, async (world) => {
      const citizen = world.citizen(number)
      const police = world.phone(place.police)
      await citizen.dials(place.hotline)
      await police.rings()
      await world.advance(4.9)
      await police.answers()
      await talks(world, citizen, place.police)
    })
    expect(tried(place, night, {})).toEqual(told)
    expect(told.deadlines).toEqual(['confirmAfterHours running'])
  })

  test('a person is asked for', async () => {
    const place = town(905)
    const told = await live(place, day, async (world) => {
      const citizen = world.citizen(number)
      await hearsTheMenu(citizen, place.hotline)
      await world.advance(0.8)
      await citizen.presses('0')
      await takes(world, place.officer)
      await talks(world, citizen, place.officer)
    })
    expect(tried(place, day, { keys: '0' })).toEqual(told)
    expect(told.results).toEqual(['citizen officer'])
  })

  test('an answer names another unit, and nothing is said after the tone', async () => {
    const place = town(906)
    const told = await live(place, day, async (world) => {
      const citizen = world.citizen(number)
      await hearsTheMenu(citizen, place.hotline)
      await world.advance(0.8)
      await citizen.presses('3')
      await citizen.hears('answerChoice.bottle')
      await world.advance(0.8)
      await citizen.presses('2')
      await speaks(citizen)
      await takes(world, place.works[0])
      await talks(world, citizen, place.works[0])
    })
    expect(tried(place, day, { keys: '32' })).toEqual(told)
    expect(told.orders).toEqual(['works accepted'])
  })
})
