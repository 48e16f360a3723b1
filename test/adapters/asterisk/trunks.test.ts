import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askAri } from '../../../src/adapters/asterisk/ask-ari.ts'
import { parseTrunks } from '../../../src/adapters/asterisk/read-trunks.ts'
import { trunkStatePaths } from '../../../src/adapters/asterisk/trunk.ts'
import { type HotlineUnderTest, prepareHotline } from '../../harness/hotline-asterisk.ts'
import { openSipAgent, type SipAgent } from '../../harness/sip-agent.ts'

// a machine that is busy with other things starts Asterisk slowly
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

// Three trunks from a file, on a real Asterisk: one whose carrier is not there, one that takes calls, and one with everything set.
let hotline: HotlineUnderTest
let carrier: SipAgent

beforeAll(async () => {
  hotline = await prepareHotline()
  const read = parseTrunks(
    `trunks:
  - { name: dead, server: "${hotline.host}:5999", callsFrom: ["${hotline.strangerHost}:5999"], checkSeconds: 5 }
  - { name: alive, server: "${hotline.carrierHost}:5080", displayNumber: "057612345", checkSeconds: 5 }
  - name: full
    server: "${hotline.carrierHost}:5080"
    register: true
    user: "0576"
    password: "with space, $ and # inside"
    outboundProxy: "${hotline.carrierHost}:5080"
    callsFrom: ["${hotline.strangerHost}"]
    fromDomain: telecom.example
    codecs: [PCMU, PCMA]
    dtmf: inband
`,
    'trunks.yaml',
  )
  if (!read.ok) throw new Error(read.faults.join('\n'))
  carrier = await openSipAgent({
    host: hotline.carrierHost,
    port: 5080,
    target: { host: hotline.host, port: 5060 },
    answer: (number) => (number === '110' ? 200 : 486),
  })
  hotline.settings = { ...hotline.settings, trunks: read.trunks, network: read.network }
  expect(await hotline.process().start()).toMatchObject({ ok: true })
}, 60_000)

afterAll(async () => {
  await carrier?.close()
  await hotline?.close()
})

test('are taken by Asterisk without an error, and their states can be asked', async () => {
  await vi.waitFor(
    async () => {
      const states = await Promise.all(
        trunkStatePaths(hotline.settings.trunks).map(({ path }) => askAri(hotline.ari, path)),
      )
      expect(states.map((state) => state.ok && (state.body as { state: string }).state)).toEqual([
        'offline',
        'online',
        'online',
      ])
    },
    { timeout: 10_000 },
  )
  const log = readFileSync(join(hotline.folders.runDir, 'log/messages.log'), 'utf8')
  expect(log).not.toMatch(/ERROR/)
}, 15_000)

test('register where they are told to, under their number', async () => {
  await vi.waitFor(() => expect(carrier.requests.some(({ method }) => method === 'REGISTER')).toBe(true), {
    timeout: 10_000,
  })
  const register = carrier.requests.find(({ method }) => method === 'REGISTER')
  expect(register?.headers.get('from')).toContain(`sip:0576@${hotline.carrierHost}`)
  expect(register?.headers.get('contact')).toContain('sip:0576@')
}, 15_000)

/** ARI calls a trunk offline before it was ever asked; Asterisk's console tells whether it was. */
const isKnownDead = () =>
  expect(
    execFileSync(join(hotline.folders.runDir, 'cli'), ['-x', 'pjsip show contacts'], { encoding: 'utf8' }),
  ).toMatch(/dead\/.*Unavail/)

test('are tried in order: one that is dead costs no time, one that refuses as busy is not asked twice', async () => {
  await vi.waitFor(isKnownDead, { timeout: 10_000, interval: 200 })
  const call = await carrier.request('INVITE', '12345', { offer: true })
  expect(call.status).toBe(200)
  const rung = () => carrier.requests.filter(({ method }) => method === 'INVITE')
  const beganRinging = await vi.waitFor(
    () => {
      expect(rung()).toHaveLength(1)
      return performance.now()
    },
    { timeout: 30_000 },
  )
  await vi.waitFor(() => expect(rung()).toHaveLength(2), { timeout: 20_000 })
  expect(performance.now() - beganRinging).toBeLessThan(10_000)
  expect(rung().map(({ start }) => /sip:(\d+)@/.exec(start)?.[1])).toEqual(['13800009901', '110'])
  // 12.8 s is what an unasked dead trunk costs; the trunk "alive" shows its own number
  expect(rung()[0]?.headers.get('from')).toContain('sip:057612345@')
  expect(rung()[0]?.body).toMatch(/m=audio \d+ RTP\/AVP 8 0 \d+/)
  expect(rung()[0]?.body).toContain('telephone-event/8000')
  expect((await carrier.bye(call)).status).toBe(200)
}, 60_000)
