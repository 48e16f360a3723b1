import { expect, test } from 'vitest'
import { makeKillableWorld } from '../harness/killable-world.ts'
import { town } from './town.ts'

// The server is away for longer than a caller can be left waiting. The dialplan serves whoever calls, and whoever was left;
// each call becomes exactly one case when the server is back.
const at = '2026-11-23T10:00'
const caller = '13912345678'

test('a caller who is left alone hears comfort, then is put through to the duty officer; it is one case', {
  timeout: 180_000,
}, async () => {
  const { table, hotline, officer: officerPhone } = town(711)
  const world = await makeKillableWorld({ table, at })
  const citizen = world.citizen(caller)
  const officer = world.phone(officerPhone)
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  const silence = world.silence(caller)
  silence.mark()
  await world.server.kill()
  await citizen.hears('menuRepeat')
  const left = performance.now()
  await citizen.hears('fallbackComfort')
  const longest = silence.longest()
  console.info(`silence for the caller before the comfort: ${longest.toFixed(1)} s`)
  expect(longest).toBeLessThan(8)
  await citizen.hears('fallbackTakenOver')
  const alone = (performance.now() - left) / 1000
  console.info(`from the end of the menu to the fall-back: ${alone.toFixed(1)} s`)
  expect(alone).toBeGreaterThan(15)
  expect(alone).toBeLessThan(30)
  await officer.rings()
  await officer.answers()
  await officer.hears('fallbackOfficer')
  await officer.hears('callerNumberIs')
  await officer.hears('fallbackKeys')
  await officer.presses('1')
  await officer.isBridgedWith(citizen)
  await world.server.start()
  // Two people who talk are not disturbed by its return.
  await officer.isBridgedWith(citizen)
  await citizen.hangsUp()
  await officer.isHungUp()
  await world.nothingIsLeft()
  await world.server.kill()
  await world.server.start()
  const matter = await world.eventually('the case of the call', async () => (await world.cases())[0] ?? null)
  await world.eventually('what the fall-back did', async () => {
    const [now] = await world.cases()
    return now?.timeline.some(({ what }) => what === 'servedByFallback') ?? false
  })
  expect(await world.cases()).toMatchObject([{ number: matter.number, category: null }])
  expect(await world.calls()).toMatchObject([
    { result: 'officer', reason: 'the server was away: the fall-back reached the duty officer' },
  ])
  await world.close()
})

test('a caller who was left alone for a short while is given back, and goes on where he was', {
  timeout: 180_000,
}, async () => {
  const { table, hotline, water } = town(712)
  const world = await makeKillableWorld({ table, at })
  const citizen = world.citizen(caller)
  const plumber = world.phone(water[0])
  await citizen.dials(hotline)
  await citizen.hears('menuChoice.water')
  await world.server.kill()
  await citizen.hears('fallbackComfort')
  const silence = world.silence(caller)
  silence.mark()
  await world.server.start()
  await citizen.hears('menuChoice.water')
  console.info(`silence for the caller, given back to the server: ${silence.longest().toFixed(1)} s`)
  expect(silence.longest()).toBeLessThan(5)
  await citizen.presses('1')
  await citizen.hears('beep')
  await citizen.presses('#')
  await plumber.rings()
  await plumber.answers()
  await plumber.hears('acceptKeys')
  await plumber.presses('1')
  await plumber.isBridgedWith(citizen)
  await plumber.hangsUp()
  await citizen.isHungUp()
  await world.nothingIsLeft()
  expect(await world.cases()).toHaveLength(1)
  expect(await world.calls()).toMatchObject([{ result: 'connected' }])
  await world.close()
})

test('a new call while the server is stopped: words, a voicemail that does not count, 110; one case, though it is killed again', {
  timeout: 180_000,
}, async () => {
  const { table, hotline, officer: officerPhone, police: policePhone } = town(713)
  const world = await makeKillableWorld({ table, at })
  const citizen = world.citizen(caller)
  const officer = world.phone(officerPhone)
  const police = world.phone(policePhone)
  await world.server.stop()
  await citizen.dials(hotline)
  await citizen.hears('fallbackGreeting')
  await citizen.hears('fallbackStatement')
  await citizen.hears('beep')
  await citizen.says('flood')
  await citizen.presses('1')
  await citizen.hears('fallbackRinging')
  await officer.rings()
  await officer.answers()
  await officer.hears('fallbackKeys')
  await officer.isHungUp()
  await citizen.hears('fallbackEmergency')
  await police.rings()
  await police.answers()
  await police.hears('fallbackHandover')
  await police.hears('callerNumberIs')
  await police.isBridgedWith(citizen)
  await police.hangsUp()
  await citizen.isHungUp()

  await world.server.start()
  await world.server.kill()
  await world.server.start()
  const matter = await world.eventually('the case of the call', async () => (await world.cases())[0] ?? null)
  await world.server.kill()
  await world.server.start()
  expect(await world.cases()).toHaveLength(1)
  expect(matter).toMatchObject({ origin: 'citizen', category: null, status: 'referred' })
  expect(matter.recordings).toMatchObject([{ kind: 'statement', seconds: expect.any(Number) }])
  expect(matter.recordings[0]?.seconds).toBeGreaterThan(0)
  expect(matter.timeline.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['caseOpened', 'statementRecorded', 'servedByFallback', 'fallbackImported', 'deadlineSet']),
  )
  expect(await world.calls()).toMatchObject([{ result: 'transferred' }])
  await world.close()
})

test('a new call while the server is dead: nobody can be reached, a call back is promised and owed', {
  timeout: 180_000,
}, async () => {
  const { table, hotline, officer: officerPhone, police: policePhone } = town(714)
  const world = await makeKillableWorld({ table, at })
  const citizen = world.citizen(caller)
  const officer = world.phone(officerPhone)
  const police = world.phone(policePhone)
  await world.server.kill()
  await citizen.dials(hotline)
  await citizen.hears('fallbackStatement')
  await citizen.hears('beep')
  await citizen.says('tree')
  await citizen.presses('#')
  await officer.rings()
  await officer.rejects()
  await police.rings()
  await police.rejects()
  await citizen.hears('fallbackNobody')
  await citizen.hears('promiseCallBack')
  await citizen.isHungUp()
  await world.server.start()
  const matter = await world.eventually('the case of the call', async () => (await world.cases())[0] ?? null)
  expect(matter).toMatchObject({ origin: 'citizen', status: 'open' })
  expect(matter.deadlines).toMatchObject([{ kind: 'callBack', status: 'running' }])
  expect(await world.calls()).toMatchObject([{ result: 'callBackPromised' }])
  await world.close()
})
