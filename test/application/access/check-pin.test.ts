import { expect, test } from 'vitest'
import { checkPin } from '../../../src/application/access/check-pin.ts'
import { setPin } from '../../../src/application/access/set-pin.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { plainPins } from '../../fakes/memory-pins.ts'
import { smallTown } from '../../support/small-town.ts'

const person = 'duty'
async function townWithPin() {
  const town = await smallTown()
  const log = createFakeLog()
  const deps = { ...town, hasher: plainPins, log }
  const set = (pin: string, who = person) => setPin(deps)({ person: who, pin, by: 'api:admin' })
  const check = (pin: string, who = person) => checkPin(deps)(who, pin)
  return { town, log, set, check }
}

test('a PIN is set, found right, and replaced', async () => {
  const { town, set, check } = await townWithPin()
  expect(await check('4711')).toBe('noPin')
  expect(await set('4711')).toEqual({ ok: true })
  expect([await check('4711'), await check('4712')]).toEqual(['right', 'wrong'])
  expect(await set('9016')).toEqual({ ok: true })
  expect([await check('4711'), await check('9016')]).toEqual(['wrong', 'right'])
  expect(await town.pins.read(person)).toMatchObject({ wrong: 0, setBy: 'api:admin' })
})

test('nobody gets a PIN who is not of the centre, and no PIN that anybody would try', async () => {
  const { town, set } = await townWithPin()
  expect(await set('4711', 'nobody')).toEqual({ ok: false, reason: 'noPerson' })
  expect(await set('1234')).toEqual({ ok: false, reason: 'badPin', fault: 'trivial' })
  expect(await town.pins.read(person)).toBeNull()
})

test('five wrong ones lock it, also for the right one; after 15 minutes, or with a new PIN, it is open', async () => {
  const { town, set, check } = await townWithPin()
  await set('4711')
  const answers = []
  for (const pin of ['4710', '4712', '4713', '4714', '4715', '4711']) answers.push(await check(pin))
  expect(answers).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked'])
  town.clock.advance(15 * 60_000)
  expect(await check('4711')).toBe('right')
  for (let tries = 0; tries < 5; tries += 1) await check('0001')
  expect(await check('4711')).toBe('locked')
  await set('9016')
  expect(await check('9016')).toBe('right')
})

test('twenty at the same time get no more tries than one after another', async () => {
  const { set, check } = await townWithPin()
  await set('4711')
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => check(String(5000 + at)).catch(() => 'not looked at')),
  )
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(4)
  expect(await check('4711')).toBe('locked')
})
