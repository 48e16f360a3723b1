import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { askAri } from '../../../src/adapters/asterisk/ask-ari.ts'
import { hasEnded } from '../../../src/adapters/asterisk/end-asterisk.ts'
import { findRunning } from '../../../src/adapters/asterisk/running-asterisk.ts'
import { carrierTrunk } from '../../../src/adapters/asterisk/trunk.ts'
import { type HotlineUnderTest, prepareHotline } from '../../harness/hotline-asterisk.ts'
import { openSipAgent } from '../../harness/sip-agent.ts'

// a machine that is busy with other things starts Asterisk slowly
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let hotline: HotlineUnderTest
beforeEach(async () => {
  hotline = await prepareHotline()
}, 60_000)
afterEach(() => hotline.close(), 30_000)

const log = () => readFileSync(join(hotline.folders.runDir, 'log/messages.log'), 'utf8')
const expectStarted = (start: unknown) => expect(start).toMatchObject({ ok: true, how: 'started' })
const pidOf = (start: { ok: boolean; pid?: number }) => start.pid as number

/** A call that stays up: the fall-back rings a mobile that nobody answers. */
async function placeCall() {
  const carrier = await openSipAgent({
    host: hotline.carrierHost,
    port: 5080,
    target: { host: hotline.host, port: 5060 },
  })
  const call = await carrier.request('INVITE', '12345', { offer: true })
  expect(call.status).toBe(200)
  await vi.waitFor(() => expect(carrier.requests.some(({ method }) => method === 'INVITE')).toBe(true), {
    timeout: 30_000,
  })
  return carrier
}

describe('start', () => {
  test('comes up without an error or a warning, and answers ARI', async () => {
    expectStarted(await hotline.process().start())
    expect(log()).toContain('modules will be loaded')
    expect(log()).not.toMatch(/ERROR|WARNING/)
    expect(hotline.logged).toEqual([])
    expect(await askAri(hotline.ari, '/ari/endpoints/PJSIP/carrier')).toMatchObject({ ok: true, status: 200 })
  })

  test('without a duty mobile rings 110 at once, from the caller', async () => {
    const start = await hotline.process({ settings: { dutyMobile: '', ownNumber: '' } }).start()
    expectStarted(start)
    const carrier = await placeCall()
    const rung = carrier.requests.filter(({ method }) => method === 'INVITE')
    expect(rung.map(({ start }) => /sip:(\d+)@/.exec(start)?.[1])).toEqual(['110'])
    expect(rung[0]?.headers.get('from')).toContain('sip:agent@')
    expect(log()).not.toMatch(/ERROR/)
    await carrier.close()
  }, 60_000)

  test('keeps what others may not read to its user', async () => {
    await hotline.process().start()
    expect(statSync(hotline.folders.runDir).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(join(hotline.folders.runDir, 'etc')))
      expect(statSync(join(hotline.folders.runDir, 'etc', file)).mode & 0o077, file).toBe(0)
  })

  test('works in a folder whose path is too long for a socket', async () => {
    await hotline.close()
    hotline = await prepareHotline(join('x'.repeat(100), 'y y', 'asterisk'))
    const start = await hotline.process().start()
    expectStarted(start)
    expect(await hotline.process().start()).toMatchObject({ ok: true, how: 'adopted', pid: pidOf(start) })
  })
})

describe('a second start', () => {
  test('adopts what runs, with its calls', async () => {
    const first = hotline.process()
    const start = await first.start()
    const carrier = await placeCall()
    first.letGo()
    expect(await hotline.process().start()).toEqual({ ok: true, how: 'adopted', pid: pidOf(start), waiting: [] })
    expect((await askAri(hotline.ari, '/ari/channels')) as object).toMatchObject({
      body: expect.arrayContaining([expect.anything()]),
    })
    await carrier.close()
  }, 60_000)

  test('makes a running Asterisk read changed trunks', async () => {
    const first = hotline.process()
    const start = await first.start()
    first.letGo()
    const trunks = [carrierTrunk([hotline.strangerHost], `sip:${hotline.strangerHost}:5080`)]
    const second = await hotline.process({ settings: { trunks } }).start()
    expect(second).toEqual({ ok: true, how: 'reloaded', pid: pidOf(start), waiting: [] })
    const stranger = await openSipAgent({ host: hotline.strangerHost, target: { host: hotline.host, port: 5060 } })
    expect((await stranger.request('INVITE', '12345', { offer: true })).status).toBe(200)
    await stranger.close()
  })

  test('restarts for a change that can not be read again, but never while calls are up', async () => {
    const first = hotline.process()
    const start = await first.start()
    const carrier = await placeCall()
    first.letGo()
    const changed = { settings: { maxCalls: 99 } }
    const second = hotline.process(changed)
    expect(await second.start()).toEqual({ ok: true, how: 'adopted', pid: pidOf(start), waiting: ['asterisk.conf'] })
    expect(hotline.logged).toMatchObject([
      { level: 'warn', facts: { waiting: ['asterisk.conf'], channels: expect.any(Number) } },
    ])
    second.letGo()
    for (const { id } of ((await askAri(hotline.ari, '/ari/channels')) as unknown as { body: { id: string }[] }).body)
      await fetch(`${hotline.ari.url}/ari/channels/${id}?api_key=${hotline.ari.user}:${hotline.ari.password}`, {
        method: 'DELETE',
      })
    await vi.waitFor(async () => expect(await askAri(hotline.ari, '/ari/channels')).toMatchObject({ body: [] }), 10_000)
    const third = await hotline.process(changed).start()
    expect(third).toMatchObject({ ok: true, how: 'restarted', waiting: [] })
    expect(pidOf(third)).not.toBe(pidOf(start))
    expect(readFileSync(join(hotline.folders.runDir, 'etc/asterisk.conf'), 'utf8')).toContain('maxcalls = 99')
    await carrier.close()
  }, 60_000)

  test('does not take a foreign program for Asterisk because of an old pid file', async () => {
    mkdirSync(hotline.folders.controlDir, { recursive: true })
    writeFileSync(join(hotline.folders.controlDir, 'asterisk.pid'), `${process.pid}\n`)
    expectStarted(await hotline.process().start())
  })
})

describe('a death', () => {
  test('by kill -9 is noticed, and Asterisk runs again with its recordings', async () => {
    const asterisk = hotline.process()
    const start = await asterisk.start()
    const recording = join(hotline.folders.runDir, 'spool/recording/statement.wav')
    writeFileSync(recording, 'kept')
    process.kill(pidOf(start), 'SIGKILL')
    await vi.waitFor(() => expect(asterisk.status().restarts).toBe(1), { timeout: 10_000 })
    expect(asterisk.status().pid).not.toBe(pidOf(start))
    expect(await askAri(hotline.ari, '/ari/asterisk/ping')).toMatchObject({ ok: true, status: 200 })
    expect(existsSync(recording)).toBe(true)
    expect(hotline.logged.map(({ message }) => message)).toEqual(['Asterisk has died', 'Asterisk runs again'])
  })

  test('while it is being started again for a death, a stop leaves nothing running', async () => {
    const asterisk = hotline.process()
    process.kill(pidOf(await asterisk.start()), 'SIGKILL')
    await vi.waitFor(() => expect(hotline.logged).toHaveLength(1), { timeout: 10_000 })
    await asterisk.stop()
    expect(findRunning(hotline.folders)).toBeNull()
    expect(await askAri(hotline.ari, '/ari/asterisk/ping')).toEqual({ ok: false, detail: 'ECONNREFUSED' })
  })

  test('a stop during the start waits for it and leaves nothing running', async () => {
    const asterisk = hotline.process()
    const start = asterisk.start()
    await asterisk.stop()
    expectStarted(await start)
    expect(findRunning(hotline.folders)).toBeNull()
    expect(asterisk.status()).toEqual({ pid: null, restarts: 0 })
  })

  test('on purpose frees its addresses before stop resolves, so that a start can follow at once', async () => {
    for (let round = 0; round < 5; round++) {
      const asterisk = hotline.process()
      const start = await asterisk.start()
      expectStarted(start)
      await asterisk.stop()
      expect(hasEnded(pidOf(start))).toBe(true)
    }
  })

  test('on purpose stays dead and leaves no zombie', async () => {
    const asterisk = hotline.process()
    const start = await asterisk.start()
    await asterisk.stop()
    await vi.waitFor(() => expect(existsSync(`/proc/${pidOf(start)}`)).toBe(false))
    expect(asterisk.status()).toEqual({ pid: null, restarts: 0 })
    expect(await askAri(hotline.ari, '/ari/asterisk/ping')).toEqual({ ok: false, detail: 'ECONNREFUSED' })
    expect(hotline.logged).toEqual([])
  })
})

describe('says what is wrong when', () => {
  test.each([
    { what: 'SIP', port: 5060, setting: 'HOTLINE_SIP_BIND' },
    { what: 'ARI', port: 8088, setting: 'HOTLINE_ARI_URL' },
  ])('the port of $what is taken', async ({ port, setting }) => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(port, hotline.host, resolve))
    const start = await hotline.process().start()
    expect(start).toMatchObject({ ok: false, reason: 'portTaken' })
    expect(start).toMatchObject({
      detail: expect.stringContaining(`${hotline.host}:${port} (tcp): another program uses it`),
    })
    expect(start).toMatchObject({ detail: expect.stringContaining(setting) })
    await new Promise((resolve) => squatter.close(resolve))
  })

  test('the address is not this machine’s', async () => {
    const start = await hotline.process({ settings: { sip: { host: '192.0.2.1', port: 5060 } } }).start()
    expect(start).toMatchObject({ ok: false, reason: 'portTaken', detail: expect.stringContaining('no such address') })
  })

  test('the folder can not be written', async () => {
    mkdirSync(dirname(hotline.folders.runDir), { recursive: true })
    writeFileSync(hotline.folders.runDir, 'a file is in the way')
    const start = await hotline.process().start()
    expect(start).toMatchObject({ ok: false, reason: 'folderUnwritable' })
    expect(start).toMatchObject({ detail: expect.stringContaining(hotline.folders.runDir) })
    rmSync(hotline.folders.runDir)
  })

  test('a module is missing', async () => {
    const modulesDir = join(dirname(hotline.folders.runDir), 'modules')
    mkdirSync(modulesDir)
    for (const name of readdirSync(hotline.folders.modulesDir).filter((each) => each !== 'app_stasis.so'))
      symlinkSync(join(hotline.folders.modulesDir, name), join(modulesDir, name))
    const start = await hotline.process({ installation: { modulesDir } }).start()
    expect(start).toMatchObject({ ok: false, reason: 'moduleMissing', detail: expect.stringContaining('app_stasis') })
  })

  test.each([
    ['is not there', () => ['/nowhere/asterisk']],
    ['is no program', () => [join(hotline.settings.templates, 'asterisk.conf')]],
    ['lacks a library', () => [...brokenLoader()]],
  ])('the binary %s', async (_, command) => {
    const start = await hotline.process({ installation: { command: command() } }).start()
    expect(start).toMatchObject({ ok: false, reason: 'binaryWontRun' })
  })

  /** The unpacked program with an empty folder in place of its libraries. */
  function brokenLoader(): readonly string[] {
    const libDir = dirname(dirname(hotline.folders.modulesDir))
    const loader = readdirSync(libDir).find((name) => name.startsWith('ld-linux')) as string
    const copy = join(dirname(hotline.folders.runDir), 'asterisk-program')
    cpSync(join(libDir, '../../sbin/asterisk'), copy)
    return [join(libDir, loader), '--inhibit-cache', '--library-path', '/nowhere', copy]
  }
})
