import type { FakePhone } from '../harness/fake-phone.ts'
import type { FakeWorld } from '../harness/fake-world.ts'
import type { Town } from './town.ts'

export type Place = Town & { readonly world: FakeWorld }
export type Cast = {
  readonly citizen: FakePhone
  readonly first: FakePhone
  readonly duty: FakePhone
  readonly desk: FakePhone
}

/** A position a call can be in, how it is brought there, and what happens from there when nothing disturbs it. */
export type Stage = {
  readonly name: string
  readonly at: 'day' | 'night'
  reach(cast: Cast, place: Place): Promise<unknown>
  goesOn(cast: Cast, place: Place): Promise<unknown>
}

const choosesWater = async ({ citizen }: Cast, { hotline }: Place) => {
  await citizen.dials(hotline)
  await citizen.hears('menuRepeat')
  await citizen.presses('1')
  await citizen.hears('statementAsk')
}
const isTaken = async ({ citizen, first }: Cast) => {
  await first.rings()
  await first.answers()
  await first.hears('orderIntro')
  await first.presses('1')
  await citizen.isBridgedWith(first)
  await citizen.hangsUp()
  await first.isHungUp()
}

/** Every position of the flow that lasts. */
export const stages: readonly Stage[] = [
  {
    name: 'greeting',
    at: 'day',
    reach: ({ citizen }, { oldWater }) => citizen.dials(oldWater),
    goesOn: async (cast) => {
      await cast.citizen.hears('statementAsk')
      await cast.citizen.presses('#')
      await isTaken(cast)
    },
  },
  {
    name: 'menu',
    at: 'day',
    reach: ({ citizen }, { hotline }) => citizen.dials(hotline),
    goesOn: async (cast) => {
      await cast.citizen.hears('menuChoice.water')
      await cast.citizen.presses('1')
      await cast.citizen.hears('statementAsk')
      await cast.citizen.presses('#')
      await isTaken(cast)
    },
  },
  {
    name: 'question',
    at: 'day',
    reach: async ({ citizen }, { hotline }) => {
      await citizen.dials(hotline)
      await citizen.presses('3')
    },
    goesOn: async ({ citizen }) => {
      await citizen.hears('question.gas')
      await citizen.hangsUp()
    },
  },
  {
    name: 'statement, asking',
    at: 'day',
    reach: choosesWater,
    goesOn: async (cast) => {
      await cast.citizen.hears('beep')
      await cast.citizen.presses('#')
      await isTaken(cast)
    },
  },
  {
    name: 'statement, recording',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.hears('beep')
      await cast.citizen.says('leak')
    },
    goesOn: async (cast) => {
      await cast.first.rings()
      await cast.first.answers()
      await cast.first.hears('voice.leak')
      await cast.first.presses('1')
      await cast.citizen.isBridgedWith(cast.first)
      await cast.first.hangsUp()
      await cast.citizen.isHungUp()
    },
  },
  {
    name: 'hunting, ringing',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.presses('#')
      await cast.first.rings()
    },
    goesOn: async ({ citizen, first }) => {
      await citizen.hears('caseNumberIs')
      await first.answers()
      await first.hears('orderIntro')
      await first.presses('1')
      await citizen.isBridgedWith(first)
      await citizen.hangsUp()
      await first.isHungUp()
    },
  },
  {
    name: 'hunting, deciding',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.presses('#')
      await cast.first.rings()
      await cast.first.answers()
    },
    goesOn: async ({ citizen, first }) => {
      await first.hears('orderIntro')
      await first.presses('1')
      await citizen.isBridgedWith(first)
      await citizen.hangsUp()
      await first.isHungUp()
    },
  },
  {
    name: 'joining',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.presses('#')
      await cast.first.rings()
      await cast.first.answers()
      await cast.first.presses('1')
    },
    goesOn: async ({ citizen, first }) => {
      await citizen.isBridgedWith(first)
      await citizen.hangsUp()
      await first.isHungUp()
    },
  },
  {
    name: 'talking',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.presses('#')
      await cast.first.rings()
      await cast.first.answers()
      await cast.first.presses('1')
      await cast.citizen.isBridgedWith(cast.first)
    },
    goesOn: async ({ citizen, first }) => {
      await citizen.says('more')
      await first.hears('voice.more')
      await first.hangsUp()
      await citizen.isHungUp()
    },
  },
  {
    name: 'relaying',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.hangsUp()
      await cast.first.rings()
      await cast.first.answers()
      await cast.first.presses('1')
    },
    goesOn: async ({ first }) => {
      await first.hears('callerNumberIs')
      await first.isHungUp()
    },
  },
  {
    name: 'emergency',
    at: 'night',
    reach: async ({ citizen, desk }, { hotline }) => {
      await citizen.dials(hotline)
      await desk.rings()
    },
    goesOn: async ({ citizen, desk }) => {
      await citizen.hears('stillConnectingTo')
      await desk.answers()
      await citizen.isBridgedWith(desk)
      await citizen.hangsUp()
      await desk.isHungUp()
    },
  },
  {
    name: 'emergency choice',
    at: 'night',
    reach: async ({ citizen, desk }, { hotline }) => {
      await citizen.dials(hotline)
      await desk.rings()
      await desk.rejects()
    },
    goesOn: async ({ citizen, desk }) => {
      await citizen.hears('emergencyChoice')
      await citizen.presses('1')
      await desk.rings()
      await desk.answers()
      await citizen.isBridgedWith(desk)
      await citizen.hangsUp()
      await desk.isHungUp()
    },
  },
  {
    name: 'closing',
    at: 'day',
    reach: async (cast, place) => {
      await choosesWater(cast, place)
      await cast.citizen.presses('#')
      await cast.first.rings()
      await cast.first.rejects()
      await cast.duty.rings()
      await cast.duty.rejects()
    },
    goesOn: async ({ citizen }) => {
      await citizen.hears('promiseCallBackWithin')
      await citizen.hears('goodbye')
      await citizen.isHungUp()
    },
  },
]

export const hours = { day: '2026-11-23T10:00', night: '2026-11-23T02:10' } as const

/** The telephones a stage may need, asked for at once. */
export const castOf = ({ world, water, officer, police }: Place): Cast => ({
  citizen: world.citizen(),
  first: world.phone(water[0]),
  duty: world.phone(officer),
  desk: world.phone(police),
})
