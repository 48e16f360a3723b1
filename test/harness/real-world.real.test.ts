import { expect, test } from 'vitest'
import { readDemoTable } from '../../src/adapters/table-file/demo-table.ts'
import { makeRealWorld } from './real-world.ts'

// The world must notice what a scenario has not said, and say what was there instead.
const open = { table: readDemoTable(), at: '2026-11-23T10:00' }

test('a phone that rings and that nobody asked for fails the scenario', async () => {
  const world = await makeRealWorld(open)
  const citizen = world.citizen('13912345678')
  await citizen.dials('12345')
  await citizen.hears('menuChoice.water')
  await citizen.presses('1')
  await citizen.hears('statementAsk')
  await citizen.presses('#')
  await citizen.hears('connectingUnit.05')
  await expect(world.close()).rejects.toThrow('13800000501 rang, and nobody asked for that')
})

test('a call that is up is something left, and is named', async () => {
  const world = await makeRealWorld(open)
  const citizen = world.citizen('13912345678')
  await citizen.dials('12345')
  await citizen.hears('greeting.hotline')
  await expect(world.nothingIsLeft()).rejects.toThrow(
    /left after 5000 ms: channel .*, 1 legs remembered, call .* is not over/,
  )
  await citizen.hangsUp()
  await world.nothingIsLeft()
  await world.close()
})

test('a phone that is asked for what it can not do says so', async () => {
  const world = await makeRealWorld(open)
  const phone = world.phone('13800000501')
  await expect(phone.answers()).rejects.toThrow(
    '13800000501 answers, but it has no call: dials() or rings() comes first',
  )
  await phone.staysSilent()
  await world.close()
})
