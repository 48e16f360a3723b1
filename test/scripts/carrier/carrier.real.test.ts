import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Carrier, CarrierError, startCarrier } from '../../../scripts/carrier/carrier.ts'
import { freeLoopback } from '../../../scripts/carrier/loopback.ts'
import type { PhoneCall } from '../../../scripts/carrier/phones.ts'
import { root } from '../../../scripts/run-program.ts'
import { provideAsterisk } from '../../../scripts/set-up/asterisk.ts'
import { createLogger } from '../../../src/logger.ts'
import { openSipAgent, type SipAgent } from '../../harness/sip-agent.ts'
import { until } from '../../harness/until.ts'

// The hotline's place is taken by a bare SIP agent, so that what goes over the line can be looked at.
let carrier: Carrier
let hotline: SipAgent
let start: (runDir: string) => Promise<Carrier>
const endings: (() => unknown)[] = []

beforeAll(async () => {
  const [carrierAt, hotlineAt] = [await freeLoopback(), await freeLoopback()]
  const dir = mkdtempSync(join(tmpdir(), 'carrier-test-'))
  endings.push(carrierAt.release, hotlineAt.release, () => rmSync(dir, { recursive: true, force: true }))
  const installation = await provideAsterisk({ root, say: () => {} })
  start = (runDir) =>
    startCarrier({
      installation,
      host: carrierAt.host,
      hotline: { host: hotlineAt.host, port: 5060 },
      runDir: join(dir, runDir),
      logger: createLogger('error'),
    })
  carrier = await start('carrier')
  endings.push(() => carrier.stop())
  const target = { host: carrierAt.host, port: 5080 }
  hotline = await openSipAgent({ host: hotlineAt.host, target, answer: () => 200 })
  endings.push(() => hotline.close())
})

afterAll(async () => {
  for (const end of endings.reverse()) await end()
})

const invited = (to: string) =>
  until(
    () => hotline.requests.findLast(({ method, start }) => method === 'INVITE' && start.includes(`sip:${to}@`)),
    5000,
    () => `no INVITE to ${to} came`,
  )
const isUp = (call: PhoneCall) =>
  until(
    () => call.state() === 'up',
    5000,
    () => `the call is ${call.state()}`,
  )
const isOver = (call: PhoneCall) =>
  until(
    () => call.state() === 'over',
    5000,
    () => `the call is ${call.state()}`,
  )

test('a citizen calls with his number shown', async () => {
  const call = await carrier.phones.call({ from: '13912345678', to: '12345' })
  const { headers } = await invited('12345')
  expect(headers.get('from')).toContain('sip:13912345678@')
  await isUp(call)
  await call.hangUp()
  await isOver(call)
})

test('a hidden number is nowhere in the call', async () => {
  const call = await carrier.phones.call({ from: null, to: '86012345' })
  const { headers } = await invited('86012345')
  expect(headers.get('from')).toContain('anonymous')
  expect(headers.has('p-asserted-identity')).toBe(false)
  await isUp(call)
  await call.hangUp()
  await isOver(call)
})

test('a phone rings, shows who calls, and rejects as busy', async () => {
  const rung = new Promise<PhoneCall>((resolve) => carrier.phones.onRing(resolve))
  const answer = hotline.request('INVITE', '13800000501', { from: 'sip:12345@hotline', offer: true })
  const call = await rung
  expect(call).toMatchObject({ phone: '13800000501', other: '12345', direction: 'in' })
  await call.reject('busy')
  expect((await answer).status).toBe(486)
  await isOver(call)
})

test('a phone that has answered is told when the other side hangs up', async () => {
  const rung = new Promise<PhoneCall>((resolve) => carrier.phones.onRing(resolve))
  const answer = hotline.request('INVITE', '110', { offer: true })
  const call = await rung
  await call.answer()
  const answered = await answer
  expect(answered.status).toBe(200)
  await hotline.bye(answered)
  await isOver(call)
})

test('nothing is left on the carrier after its calls', async () => {
  await until(
    async () => Object.values(await carrier.leftovers()).every((count) => count === 0),
    5000,
    async () => `left: ${JSON.stringify(await carrier.leftovers())}`,
  )
  expect(carrier.phones.calls()).toEqual([])
})

test('a second carrier at the same address is refused in one sentence', async () => {
  await expect(start('another')).rejects.toThrow(CarrierError)
  await expect(start('another')).rejects.toThrow(
    /SIP can't listen on 127\.[\d.]+:5080 \(udp\): another program uses it/,
  )
})
