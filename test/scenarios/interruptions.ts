import { describe, expect, it } from 'vitest'
import type { FakeWorld } from '../harness/fake-world.ts'
import type { WorldOptions } from '../harness/world.ts'
import { inTown } from './in-town.ts'
import { castOf, hours, stages } from './stages-of-a-call.ts'
import { town } from './town.ts'

type MakeFakeWorld = (options: WorldOptions) => Promise<FakeWorld>

/** The network or the server goes away and comes back: no call is cut, none is left in silence. */
export const interruptionScenarios = (makeWorld: MakeFakeWorld) => {
  // Long enough to ring through an interruption.
  const place = () => town(700, { ringSeconds: 60 })

  describe.each(stages)('given a call in $name', (stage) => {
    const at = hours[stage.at]

    it('when nothing disturbs it, then it goes on', () =>
      inTown(makeWorld, { town: place(), at }, async (here) => {
        const cast = castOf(here)
        await stage.reach(cast, here)
        await stage.goesOn(cast, here)
      }))

    it('when the network goes away and comes back, then it goes on', () =>
      inTown(makeWorld, { town: place(), at }, async (here) => {
        const cast = castOf(here)
        await stage.reach(cast, here)
        await here.world.network.cut()
        await here.world.advance(10)
        await here.world.network.restore()
        await stage.goesOn(cast, here)
      }))

    it('when the server stops and another takes over, then it goes on', () =>
      inTown(makeWorld, { town: place(), at }, async (here) => {
        const cast = castOf(here)
        await stage.reach(cast, here)
        await here.world.stopServer()
        await here.world.advance(10)
        await here.world.startServer()
        await stage.goesOn(cast, here)
      }))

    it('when everybody hangs up while the server is away, then the next one finds that out and ends it', () =>
      inTown(makeWorld, { town: place(), at }, async (here) => {
        const { world } = here
        const cast = castOf(here)
        await stage.reach(cast, here)
        await world.stopServer()
        for (const phone of Object.values(cast)) await phone.hangsUp().catch(() => phone.rejects().catch(() => {}))
        await world.startServer()
        // What was chosen is not lost: the telephones that ring now belong to the order.
        for (const number of [here.water[0], here.officer, here.police]) await refuseAll(world, number)
        const calls = await world.calls()
        expect(calls.every(({ result }) => result !== null)).toBe(true)
      }))
  })

  /** Rejects whatever rings there in the next minutes. */
  async function refuseAll(world: FakeWorld, number: string): Promise<void> {
    const phone = world.phone(number)
    for (let round = 0; round < 4; round += 1) {
      await world.advance(2)
      if (phone.surprises() === 0) continue
      await phone.rings()
      await phone.rejects().catch(() => {})
    }
  }
}
