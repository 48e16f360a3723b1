import { expect, test } from 'vitest'
import { makeKillableWorld } from '../harness/killable-world.ts'
import { town } from './town.ts'

// The server is killed (SIGKILL) in the middle of a call and started again. Nobody is cut, the call goes on from where it
// was, case and recording are whole, nothing is dispatched twice. What the caller heard of silence is measured.
const at = '2026-11-23T10:00'
/** Nobody hears silence for longer once the server is back. */
const silenceLimitSeconds = 5
const caller = '13912345678'

/** Seconds that a caller heard nothing, by stage: for people who run this file. */
const measured: Record<string, number> = {}
const note = (stage: string, seconds: number): void => {
  measured[stage] = Math.round(seconds * 10) / 10
  console.info(`silence for the caller, killed ${stage}: ${seconds.toFixed(1)} s`)
}

/** A citizen and a plumber, and a server that can be killed. */
async function inTown(number: number) {
  const { table, hotline, water } = town(number)
  const world = await makeKillableWorld({ table, at })
  return { world, hotline, citizen: world.citizen(caller), plumber: world.phone(water[0]) }
}

/** The same when the two are talking. */
async function inConversation(number: number) {
  const { world, hotline, citizen, plumber } = await inTown(number)
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  await citizen.presses('1')
  await citizen.hears('beep')
  await citizen.presses('#')
  await plumber.rings()
  await plumber.answers()
  await plumber.hears('acceptKeys')
  await plumber.presses('1')
  await plumber.isBridgedWith(citizen)
  return { world, hotline, citizen, plumber }
}

test('killed in the menu', { timeout: 120_000 }, async () => {
  const { world, hotline, citizen, plumber } = await inTown(701)
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  const silence = world.silence(caller)
  silence.mark()
  await world.server.kill()
  await world.server.start()
  await citizen.hears('menuChoice.water')
  note('in the menu', silence.longest())
  expect(silence.longest()).toBeLessThan(silenceLimitSeconds)
  await citizen.presses('1')
  await citizen.hears('beep')
  await citizen.says('leak')
  await citizen.presses('#')
  await plumber.rings()
  await plumber.answers()
  await plumber.hears('voice.leak')
  await plumber.presses('1')
  await plumber.isBridgedWith(citizen)
  await citizen.hangsUp()
  await world.nothingIsLeft()
  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'accepted' }])
  expect(await world.calls()).toMatchObject([{ result: 'connected' }])
  await world.close()
})

test('killed during the statement, which goes on and is kept', { timeout: 120_000 }, async () => {
  const { world, hotline, citizen, plumber } = await inTown(702)
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  await citizen.presses('1')
  await citizen.hears('beep')
  await citizen.says('before')
  await world.server.kill()
  const silence = world.silence(caller)
  await citizen.says('after')
  await citizen.presses('#')
  silence.mark()
  await world.server.start()
  await citizen.hears('connectingUnit.water')
  note('during the statement', silence.longest())
  expect(silence.longest()).toBeLessThan(silenceLimitSeconds)
  await plumber.rings()
  await plumber.answers()
  await plumber.hears('voice.before')
  await plumber.hears('voice.after')
  await plumber.presses('1')
  await plumber.isBridgedWith(citizen)
  await plumber.hangsUp()
  await citizen.isHungUp()
  await world.nothingIsLeft()
  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  expect(matter?.recordings.map(({ kind }) => kind)).toEqual(['statement', 'conversation'])
  for (const { seconds } of matter?.recordings ?? []) expect(seconds).toBeGreaterThan(0)
  await world.close()
})

test('killed while a telephone rings, which is answered before the server is back', { timeout: 120_000 }, async () => {
  const { table, hotline, water } = town(703, { team: 2 })
  const world = await makeKillableWorld({ table, at })
  const citizen = world.citizen(caller)
  const [plumber, colleague] = [world.phone(water[0]), world.phone(water[1])]
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  await citizen.presses('1')
  await citizen.hears('beep')
  await citizen.presses('#')
  await plumber.rings()
  await citizen.hears('connectingUnit.water')
  const silence = world.silence(caller)
  silence.mark()
  await world.server.kill()
  await plumber.answers()
  await world.server.start()
  await plumber.hears('orderIntro')
  note('while a telephone rings', silence.longest())
  expect(silence.longest()).toBeLessThan(silenceLimitSeconds)
  // While he decides the next telephone rings, as always.
  await colleague.rings()
  await plumber.presses('1')
  await plumber.isBridgedWith(citizen)
  await citizen.hangsUp()
  await world.nothingIsLeft()
  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'accepted' }])
  expect(matter?.timeline.filter(({ what }) => what === 'responderRung')).toHaveLength(2)
  await world.close()
})

test('killed in a conversation, which nobody notices', { timeout: 120_000 }, async () => {
  const { world, citizen, plumber } = await inConversation(704)
  await world.server.kill()
  await plumber.isBridgedWith(citizen)
  await world.server.start()
  await plumber.isBridgedWith(citizen)
  await citizen.hangsUp()
  await plumber.isHungUp()
  await world.nothingIsLeft()
  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  const conversation = matter?.recordings.find(({ kind }) => kind === 'conversation')
  expect(conversation?.seconds).toBeGreaterThan(5)
  expect(await world.calls()).toMatchObject([{ result: 'connected', reason: 'caller hung up' }])
  await world.close()
})

test('killed in a conversation that ends before it is back: the other is let go at once', {
  timeout: 120_000,
}, async () => {
  const { world, citizen, plumber } = await inConversation(705)
  await world.server.kill()
  const hungUpAt = performance.now()
  await plumber.hangsUp()
  await citizen.isHungUp()
  expect(performance.now() - hungUpAt).toBeLessThan(2000)
  await world.server.start()
  await world.nothingIsLeft()
  const [matter] = await world.cases()
  expect(matter?.recordings.find(({ kind }) => kind === 'conversation')?.seconds).toBeGreaterThan(0)
  expect(await world.calls()).toMatchObject([{ result: 'connected', reason: 'caller gone while the server was away' }])
  await world.close()
})

test('Asterisk killed in a conversation: the server says so, starts it again, and tells in the record what became of it', {
  timeout: 120_000,
}, async () => {
  const { world, hotline, citizen, plumber } = await inConversation(706)
  expect((await world.readiness()).status).toBe(200)
  world.killAsterisk()
  const away = await world.eventually('it is told that Asterisk is away', async () => {
    const readiness = await world.readiness()
    return readiness.status === 503 && readiness
  })
  expect(away.body).toContain('asterisk: ')
  await world.eventually('Asterisk is there again', async () => (await world.readiness()).status === 200)
  await citizen.hangsUp()
  await plumber.hangsUp()
  await world.nothingIsLeft()
  const [matter, ...others] = await world.cases()
  expect(others).toEqual([])
  // The unit has taken the order and is on its way; that the call was cut off doesn't change it.
  expect(matter?.orders).toMatchObject([{ unit: 'water', status: 'accepted' }])
  expect(await world.calls()).toMatchObject([
    { result: 'connected', reason: 'caller lost when the telephone system broke down' },
  ])
  const next = world.citizen('13912345679')
  await next.dials(hotline)
  await next.hears('menuChoice.water')
  await next.hangsUp()
  await world.nothingIsLeft()
  await world.close()
})
