import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { pingUrl } from '../../../src/adapters/heartbeat/ping-url.ts'
import { heartbeatOf } from '../../../src/composition/heartbeat.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A dead man's switch on this machine: what was asked of it, and how it answers. */
async function deadMansSwitch(answer: number | 'never' = 200) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (answer !== 'never') response.writeHead(answer).end('OK')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { asked, url: `http://127.0.0.1:${port}/ping/s3cret-uuid`, server }
}

it('a ping is one GET of the URL', async () => {
  const { asked, url } = await deadMansSwitch()
  await pingUrl(url)()
  expect(asked).toEqual(['GET /ping/s3cret-uuid'])
})

it.each([
  [404, 'answers with HTTP 404'],
  [503, 'answers with HTTP 503'],
  ['never' as const, 'does not answer (time-out)'],
])('one that is answered with %s says so, without the secret', async (answer, words) => {
  const { url } = await deadMansSwitch(answer)
  const failed = pingUrl(url, 200)().catch((error: Error) => error.message)
  expect(await failed).toContain(words)
  expect(await failed).not.toContain('s3cret')
})

it('where nobody listens it says so', async () => {
  const { url, server } = await deadMansSwitch()
  await new Promise((resolve) => server.close(resolve))
  await expect(pingUrl(url)()).rejects.toThrow('does not answer (ECONNREFUSED)')
})

const now = 1_000_000
const well = {
  ticks: [now - 5000, now] as (number | null)[],
  database: { ok: true } as { ok: true } | { ok: false; reason: string },
  connected: true,
  stepLateMs: 0,
}

function heartbeat(url: string | null, change: Partial<typeof well> = {}) {
  const log = createFakeLog()
  const state = { ...well, ...change }
  const send = heartbeatOf(url, {
    log,
    clock: { now: () => now },
    ticks: () => state.ticks,
    database: () => state.database,
    telephony: { status: () => ({ connected: state.connected, reason: state.connected ? null : 'refused' }) },
    watchdog: () => ({ ranAt: now, unwatched: 0, stepLateMs: state.stepLateMs }),
  })
  return { log, send }
}

it('while all is well the heartbeat arrives', async () => {
  const { asked, url } = await deadMansSwitch()
  const { log, send } = heartbeat(url)
  expect(await send()).toBe(true)
  expect([asked.length, log.warnings]).toEqual([1, []])
})

it.each<[string, Partial<typeof well>]>([
  ['a job has not run for two minutes', { ticks: [now - 120_000, now] }],
  ['a job has not run at all', { ticks: [now, null] }],
  ['the database takes no commit', { database: { ok: false, reason: 'the disk is full' } }],
  ['Asterisk is away', { connected: false }],
  ['an escalation is stuck', { stepLateMs: 301_000 }],
])('where %s none is sent, and a warning says why', async (_, change) => {
  const { asked, url } = await deadMansSwitch()
  const { log, send } = heartbeat(url, change)
  expect(await send()).toBe(false)
  expect([asked.length, log.warnings.length]).toEqual([0, 1])
})

it('one that fails only warns, and without a URL nothing is sent', async () => {
  const { url } = await deadMansSwitch(500)
  const failing = heartbeat(url)
  expect(await failing.send()).toBe(false)
  expect(failing.log.warnings).toHaveLength(1)
  const none = heartbeat(null)
  expect([await none.send(), none.log.warnings]).toEqual([false, []])
})
