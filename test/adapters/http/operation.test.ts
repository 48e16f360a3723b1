import { expect, test } from 'vitest'
import { readinessChecks } from '../../../src/composition/readiness.ts'
import { callKinds, callResults } from '../../../src/domain/call/call-record.ts'
import { bearer, httpTown } from './http-town.ts'

const secret = 'http://hotline:s3cret@127.0.0.1:8088 refused the password'
const parts = (broken: readonly string[]) => {
  const has = (name: string) => !broken.includes(name)
  const full = { ok: false as const, reason: 'The disk of /srv/hotline.db is almost full.' }
  return readinessChecks({
    telephony: { status: () => ({ connected: has('asterisk'), reason: secret }) },
    trunks: ['telecom'],
    trunkStates: async () => [{ name: 'telecom', state: has('trunks') ? 'online' : 'offline' }],
    database: () => (has('database') ? { ok: true } : full),
    table: async () => (has('table') ? {} : null),
    clocks: () => ({ ranAt: 0, unwatched: has('clocks') ? 0 : 2, stepLateMs: has('steps') ? 0 : 400_000 }),
  })
}

test('ready: every check is named', async () => {
  const { get } = await httpTown({ readiness: parts([]) })
  const answer = await get('/readyz', {})
  expect([answer.statusCode, answer.json().status]).toEqual([200, 'ready'])
  const names = answer.json().checks.map(({ name }: { name: string }) => name)
  expect(names).toEqual(['asterisk', 'database', 'routing table', 'clocks', 'trunk telecom'])
})

test.each([
  ['asterisk', 'asterisk: not connected'],
  ['database', 'database: unusable'],
  ['table', 'routing table: none is published'],
])('without %s it is not ready, and says why', async (part, reason) => {
  const { get } = await httpTown({ readiness: parts([part]) })
  const answer = await get('/readyz', {})
  expect([answer.statusCode, answer.json()]).toMatchObject([503, { code: 'notReady', reasons: [reason] }])
  expect((await get('/healthz', {})).statusCode).toBe(200)
})

test.each([
  ['clocks', '2 open cases have no deadline ahead'],
  ['steps', 'escalations are 7 min late'],
])('without %s it is told, and the server counts as ready', async (part, reason) => {
  const { get } = await httpTown({ readiness: parts([part]) })
  const answer = await get('/readyz', {})
  const told = answer.json().checks.find(({ name }: { name: string }) => name === 'clocks')
  expect([answer.statusCode, told]).toEqual([200, { name: 'clocks', ok: false, reason }])
})

test('a trunk that is away is told, and does not make the server unready', async () => {
  const { get } = await httpTown({ readiness: parts(['trunks']) })
  const answer = await get('/readyz', {})
  expect(answer.statusCode).toBe(200)
  expect(answer.json().checks.at(-1)).toEqual({ name: 'trunk telecom', ok: false, reason: 'is offline' })
})

test('all reasons at once; what they hold of addresses and passwords only for those who have signed in', async () => {
  const { get } = await httpTown({ readiness: parts(['asterisk', 'database', 'table']) })
  const open = await get('/readyz', {})
  expect(open.json().details).toHaveLength(3)
  for (const word of ['s3cret', '/srv']) expect(open.body).not.toContain(word)
  const full = await get('/readyz', bearer)
  expect(full.json().reasons[1]).toContain('/srv/hotline.db')
  const wrong = await get('/readyz', { authorization: 'Bearer wrong' })
  expect(wrong.statusCode).toBe(503)
  expect(wrong.body).not.toContain('/srv')
})

test('a check that throws, and one that hangs, is a reason like any other', async () => {
  const thrown = { name: 'thrown', check: () => Promise.reject(new Error(secret)) }
  const hanging = { name: 'hanging', check: () => new Promise<never>(() => {}) }
  const { get } = await httpTown({ readiness: [thrown, hanging] })
  const answer = await get('/readyz', {})
  expect(answer.json().reasons).toEqual(['thrown: failed', 'hanging: does not answer'])
  expect(answer.body).not.toContain('s3cret')
})

/** The value of one line of the text format. */
const sampleOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1),
  )

test('what the call runner counts is what Prometheus reads', async () => {
  const { get, counted, town } = await httpTown()
  await town.open()
  const { metrics } = counted
  metrics.callEnded('citizen', 'connected')
  metrics.callEnded('citizen', 'connected')
  metrics.callEnded('order', 'notTaken')
  metrics.answered(400)
  metrics.answered(16_000)
  metrics.rangAfterDigit(900)
  const answer = await get('/metrics')
  expect(answer.headers['content-type']).toContain('text/plain')
  const text = answer.body
  expect(sampleOf(text, 'hotline_calls_total{kind="citizen",result="connected"}')).toBe(2)
  expect(sampleOf(text, 'hotline_calls_total{kind="order",result="notTaken"}')).toBe(1)
  expect(sampleOf(text, 'hotline_answer_seconds_bucket{le="15"}')).toBe(1)
  expect(sampleOf(text, 'hotline_answer_seconds_bucket{le="+Inf"}')).toBe(2)
  expect(sampleOf(text, 'hotline_answer_seconds_sum')).toBe(16.4)
  expect(sampleOf(text, 'hotline_digit_to_ring_seconds_count')).toBe(1)
  expect(sampleOf(text, 'hotline_open_calls')).toBe(0)
  expect(sampleOf(text, 'hotline_open_cases')).toBe(1)
  expect(sampleOf(text, 'hotline_cases_without_clock')).toBe(3)
  expect(sampleOf(text, 'hotline_outbox_age_seconds')).toBe(0)
  expect(sampleOf(text, 'hotline_ari_connected')).toBe(1)
  expect(sampleOf(text, 'hotline_asterisk_restarts_total')).toBe(2)
  expect(sampleOf((await get('/metrics')).body, 'hotline_asterisk_restarts_total')).toBe(2)
  expect(sampleOf(text, 'hotline_log_troubles_total{level="error",part="call"}')).toBe(3)
  expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
})

test('every line is a comment or a sample; labels are closed sets, without a number, an id or a name in them', async () => {
  const { get, counted, town } = await httpTown()
  const { caseId, number } = await town.open()
  for (const kind of callKinds) for (const result of callResults) counted.metrics.callEnded(kind, result)
  const text = (await get('/metrics')).body
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of samples)
    expect(line).toMatch(/^[a-z_][a-z0-9_]*(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? (-?[\d.e+-]+|NaN|\+Inf)$/i)
  const labelsOf = (line: string) => [...line.matchAll(/([a-z_]+)="([^"]*)"/g)]
  const labels = samples.flatMap(labelsOf)
  // The runtime has kinds of its own, of collecting garbage, which come when they like.
  const ownLabels = samples.filter((line) => line.startsWith('hotline_')).flatMap(labelsOf)
  const ours = ownLabels.filter(([, name]) => ['kind', 'result'].includes(name ?? '')).map(([, , value]) => value)
  expect(new Set(ours)).toEqual(new Set([...callKinds, ...callResults]))
  for (const [, , value] of labels) expect(value).not.toMatch(/\d{7,}/)
  for (const personal of ['13912345678', caseId, number]) expect(text).not.toContain(personal)
})

test('a reading that fails leaves the others alone', async () => {
  const { get, readings } = await httpTown()
  readings.openCases = () => Promise.reject(new Error('database is locked'))
  readings.ariConnected = false
  const { body, statusCode } = await get('/metrics')
  expect(statusCode).toBe(200)
  expect(sampleOf(body, 'hotline_open_cases')).toBeNaN()
  expect(body).toContain('hotline_open_cases ')
  expect(sampleOf(body, 'hotline_ari_connected')).toBe(0)
})
