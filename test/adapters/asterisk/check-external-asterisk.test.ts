import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AsteriskProcess } from '../../../src/adapters/asterisk/asterisk-process.ts'
import { checkExternalAsterisk, requiredModules } from '../../../src/adapters/asterisk/check-external-asterisk.ts'
import { type HotlineUnderTest, prepareHotline } from '../../harness/hotline-asterisk.ts'

// a machine that is busy with other things starts Asterisk slowly
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const root = resolve(import.meta.dirname, '../../..')
const modules = requiredModules(readFileSync(join(root, 'asterisk-config/modules.conf'), 'utf8'))
const needs = { modules, endpoints: ['carrier'] }
let hotline: HotlineUnderTest
let asterisk: AsteriskProcess

/** Configuration files as docs/external-asterisk.md tells people to copy them, with this test's addresses. */
function documentedFiles(): Record<string, string> {
  const text = readFileSync(join(root, 'docs/external-asterisk.md'), 'utf8')
  return Object.fromEntries(
    [...text.matchAll(/```ini\n; file: (\S+)\n([\s\S]*?)```/g)].map(([, name, content]) => [
      name as string,
      (content as string)
        .replaceAll('127.0.0.1', hotline.host)
        .replaceAll('0.0.0.0', hotline.host)
        .replaceAll('192.0.2.10', hotline.carrierHost)
        .replaceAll('change-this-password', hotline.ari.password),
    ]),
  )
}

describe('an external Asterisk', () => {
  beforeAll(async () => {
    hotline = await prepareHotline()
    return () => hotline.close()
  }, 60_000)

  afterEach(() => asterisk?.stop())

  const start = async (files: Record<string, string>) => {
    asterisk = hotline.process({ files })
    expect(await asterisk.start()).toMatchObject({ ok: true })
  }

  test('set up as documented has no fault', async () => {
    const files = documentedFiles()
    expect(Object.keys(files)).toEqual(['http.conf', 'ari.conf', 'pjsip.conf', 'extensions.conf'])
    await start(files)
    expect(readFileSync(join(hotline.folders.runDir, 'log/messages.log'), 'utf8')).not.toMatch(/ERROR|WARNING/)
    expect(await checkExternalAsterisk(hotline.ari, needs)).toEqual([])
  })

  test('with everything wrong inside is told all of it at once', async () => {
    const files = documentedFiles()
    await start({
      ...files,
      'pjsip.conf': (files['pjsip.conf'] as string)
        .replaceAll('[carrier]', '[telecom]')
        .replace('endpoint = carrier', 'endpoint = telecom')
        .replace('aors = carrier', 'aors = telecom'),
      'extensions.conf': '[globals]\n',
      'ari.conf': (files['ari.conf'] as string).replace('read_only = no', 'read_only = yes'),
      'modules.conf': readFileSync(join(root, 'asterisk-config/modules.conf'), 'utf8')
        .replace('require = app_dial.so\n', '')
        .replace('require = func_global.so\n', ''),
    })
    const faults = await checkExternalAsterisk(hotline.ari, needs)
    expect(faults.map(({ reason }) => reason).sort()).toEqual([
      'dialplanMissing',
      'endpointMissing',
      'moduleMissing',
      'readOnly',
    ])
    expect(faults.find(({ reason }) => reason === 'moduleMissing')?.remedy).toContain(
      'load = app_dial.so\nload = func_global.so',
    )
  })

  test('with another password says so, and nothing of the password', async () => {
    await start(documentedFiles())
    const faults = await checkExternalAsterisk({ ...hotline.ari, password: 'a-wrong-one' }, needs)
    expect(faults).toMatchObject([{ reason: 'wrongPassword' }])
    expect(JSON.stringify(faults)).not.toContain('a-wrong-one')
  })

  test('that is not there is unreachable', async () => {
    expect(await checkExternalAsterisk(hotline.ari, needs)).toMatchObject([
      { reason: 'unreachable', detail: expect.stringContaining('ECONNREFUSED') },
    ])
  })
})

describe('something else at that address', () => {
  let server: Server
  afterEach(() => new Promise((done) => server.close(done)))
  const serve = async (answer: (url: string) => { status: number; body: string }) => {
    server = createServer((request, response) => {
      const { status, body } = answer(request.url ?? '')
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    return { url: `http://127.0.0.1:${port}`, user: 'hotline', password: 'whatever1' }
  }

  test('is not ARI', async () => {
    const ari = await serve(() => ({ status: 200, body: '<html>' }))
    expect(await checkExternalAsterisk(ari, needs)).toMatchObject([{ reason: 'notAri' }])
  })

  test('an old Asterisk behind a proxy without WebSocket is told both', async () => {
    const ari = await serve((url) => {
      if (url.includes('/info')) return { status: 200, body: '{"system":{"version":"18.10.0"}}' }
      if (url.includes('/modules')) return { status: 200, body: '[]' }
      if (url.includes('/variable')) return { status: 200, body: '{"value":"yes"}' }
      return { status: url.includes('/events/user') ? 404 : 200, body: '{}' }
    })
    const faults = await checkExternalAsterisk(ari, { modules: [], endpoints: ['carrier'] })
    expect(faults.map(({ reason }) => reason)).toEqual(['wrongVersion', 'noWebSocket'])
  })
})
