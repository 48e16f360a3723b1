import { describe, expect, it } from 'vitest'
import type { MakeWorld } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { town } from './town.ts'

/** How many call at once. */
const crowd = 20

/** A pipe bursts, and the street is on the telephone. */
export const crowdScenarios = (makeWorld: MakeWorld) =>
  describe('given twenty citizens who call at the same moment', () => {
    it('when the team is as many, then each speaks with a responder of his own about a case of his own', () =>
      inTown(
        makeWorld,
        { town: town(951, { team: crowd, ringSeconds: 90, timings: { decideSeconds: 90 } }), at: '2026-11-23T10:00' },
        async ({ world, hotline, team }) => {
          const citizens = Array.from({ length: crowd }, () => world.citizen())
          const phones = team.map((number) => world.phone(number))
          await Promise.all(citizens.map((citizen) => citizen.dials(hotline)))
          await Promise.all(citizens.map((citizen) => citizen.isAnswered()))
          await Promise.all(citizens.map((citizen) => citizen.presses('1')))
          await Promise.all(citizens.map((citizen) => citizen.presses('#')))
          await Promise.all(phones.map((phone) => phone.rings()))
          await Promise.all(phones.map((phone) => phone.answers()))
          await Promise.all(phones.map((phone) => phone.hears('acceptKeys')))
          await Promise.all(phones.map((phone) => phone.presses('1')))
          await Promise.all(phones.map((phone) => phone.hears('connectingCaller')))
          await Promise.all(citizens.map((citizen) => citizen.hears('unitAccepted.water')))
          await world.eventually('twenty conversations', async () => {
            const calls = await world.calls()
            return calls.filter(({ connectedAt }) => connectedAt !== null).length === crowd
          })
          await Promise.all(citizens.map((citizen) => citizen.hangsUp()))
          await Promise.all(phones.map((phone) => phone.isHungUp()))
          const calls = await world.calls()
          expect(calls.map(({ result }) => result)).toEqual(Array(crowd).fill('connected'))
          const cases = await world.cases()
          expect(new Set(cases.map(({ number }) => number)).size).toBe(crowd)
          expect(cases.every(({ orders }) => orders.length === 1 && orders[0]?.status === 'accepted')).toBe(true)
        },
      ))
  })
