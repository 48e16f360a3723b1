import { expect, test } from 'vitest'
import { readDemoTable } from '../../src/adapters/table-file/demo-table.ts'
import { makeRealWorld } from '../harness/real-world.ts'

test('a citizen dials, chooses, speaks, and is put through to the team that took his case', {
  timeout: 120_000,
}, async () => {
  const world = await makeRealWorld({ table: readDemoTable(), at: '2026-11-23T10:00' })
  const citizen = world.citizen('13912345678')
  const plumber = world.phone('13800000501')
  const colleague = world.phone('13800000502')

  await citizen.dials('12345')
  await citizen.isAnswered()
  await citizen.hears('menuChoice.water')
  await citizen.presses('1')
  await citizen.hears('statementAsk')
  await citizen.hears('beep')
  await citizen.says('here')
  await citizen.presses('#')

  await plumber.rings()
  await citizen.hears('connectingUnit.05')
  await plumber.answers()
  await colleague.rings()
  await plumber.hears('orderIntro')
  await plumber.hears('categoryName.water')
  await plumber.hears('voice.here')
  await plumber.hears('acceptKeys')
  await plumber.presses('1')

  await colleague.stopsRinging()
  await citizen.hears('unitAccepted.05')
  await plumber.isBridgedWith(citizen)
  await plumber.hangsUp()
  await citizen.isHungUp()
  await world.nothingIsLeft()

  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  expect(matter).toMatchObject({ category: 'water', origin: 'citizen', orders: [{ unit: '05', status: 'accepted' }] })
  expect(matter?.recordings.map(({ kind }) => kind)).toEqual(['statement', 'conversation'])
  const [call] = await world.calls()
  expect(call).toMatchObject({ kind: 'citizen', result: 'connected' })
  await world.close()
})
