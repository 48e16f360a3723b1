import { expect, test } from 'vitest'
import { type ErrorCode, errorTable } from '../../../src/adapters/http/error-table.ts'
import { errorBody } from '../../../src/adapters/http/error-texts.ts'
import { bearer, httpTown } from './http-town.ts'

test('every code has a status of 400 or above and a sentence', () => {
  for (const code of Object.keys(errorTable) as ErrorCode[]) {
    expect(errorTable[code][0]).toBeGreaterThanOrEqual(400)
    expect(errorBody(code, 'en')).toEqual({ code, message: expect.stringMatching(/^[A-Z/].*\.$/), details: [] })
    expect(errorBody(code, 'zh-CN').message).toMatch(/\p{sc=Han}.*。$/u)
  }
})

test('what is wrong with a request is told in the language that is asked for, word for word', async () => {
  const { get, post } = await httpTown()
  const said = async (query: string, language: string) =>
    (await get(`/api/v1/cases${query}`, { ...bearer, 'accept-language': language })).json().details[0].message
  expect(await said('?limit=0', 'en')).toBe('Too small: expected number to be >=1')
  expect(await said('?limit=0', 'zh-CN')).toMatch(/\p{sc=Han}.*1$/u)
  expect(await said('?nonsense=1', 'en')).toBe('is not known here')
  expect(await said('?nonsense=1', 'zh-CN')).toBe('此处没有这一项')
  const rolled = async (language: string) =>
    (
      await post('/api/v1/routing/rollback', { to: 'x', reason: 'y' }, { ...bearer, 'accept-language': language })
    ).json()
  expect((await rolled('en')).details[0].message).toBe('Invalid input: expected number, received string')
  expect((await rolled('zh')).details[0].message).toBe('应为number，收到的是string')
})

const orderOf = (town: { number: string; orderId: string }) =>
  `/api/v1/cases/${town.number}/orders/${town.orderId}/complete`

test('what breaks is hidden from the caller and logged under the id he is given', async () => {
  const { town } = await httpTown()
  const broken = { ...town.cases, list: () => Promise.reject(new Error('SQLITE_FULL /srv/hotline.db')) }
  const { get, logged } = await httpTown({ cases: broken })
  const answer = await get('/api/v1/cases')
  expect([answer.statusCode, answer.json().code, answer.json().details]).toEqual([500, 'internal', []])
  expect(answer.body).not.toContain('SQLITE')
  const line = logged.map((entry) => JSON.parse(entry)).find(({ level }) => level === 50)
  expect(line).toMatchObject({ reqId: answer.headers['x-request-id'], err: { message: 'SQLITE_FULL /srv/hotline.db' } })
})

test.each<[string, string, Record<string, string>, number, string]>([
  ['broken JSON', '{"result":', {}, 400, 'invalid'],
  ['JSON that is no object', '"x"', {}, 400, 'invalid'],
  ['a poisoned prototype', '{"__proto__":{"admin":true}}', {}, 400, 'invalid'],
  ['a form', 'result=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupportedMediaType'],
  ['XML', '<result/>', { 'content-type': 'text/xml' }, 415, 'unsupportedMediaType'],
  ['a body of 65 kB', JSON.stringify({ result: 'x'.repeat(65 * 1024) }), {}, 413, 'tooLarge'],
])('%s', async (_name, payload, headers, status, code) => {
  const { town, post, told } = await httpTown()
  const opened = await town.open()
  const answer = await post(orderOf(opened), payload, { ...bearer, 'content-type': 'application/json', ...headers })
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(answer.json()).toMatchObject({ message: expect.any(String), details: expect.any(Array) })
  expect(told).toEqual([])
})

test('a table of 5 MB is too large, one of 1 MB is read', async () => {
  const { post } = await httpTown()
  const headers = { ...bearer, 'content-type': 'application/yaml' }
  const tableOf = (bytes: number) => `# ${'x'.repeat(bytes)}\nunits: []\n`
  expect((await post('/api/v1/routing/validate', tableOf(5 * 1024 * 1024), headers)).statusCode).toBe(413)
  expect((await post('/api/v1/routing/validate', tableOf(1024 * 1024), headers)).statusCode).toBe(200)
})

test.each(['/', '/api', '/api/v1', '/api/v1/nothing', '/api/v1/cases/1/nothing', '/.env', '/api/v1/%zz'])(
  'there is nothing at %s',
  async (url) => {
    const { get } = await httpTown()
    const answer = await get(url)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'notFound'])
    expect(answer.json()).toMatchObject({
      code: expect.any(String),
      message: expect.any(String),
      details: expect.any(Array),
    })
  },
)

test('requests are logged in one line each, without what they asked for: numbers of callers stand in queries', async () => {
  const { get, post, logged, town } = await httpTown()
  const opened = await town.open()
  await get('/api/v1/cases?caller=13912345678')
  await get('/nothing/13912345678')
  await post(orderOf(opened), { result: '张先生 13912345678' })
  const lines = logged.map((entry) => JSON.parse(entry))
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(3)
  expect(lines[0]).toMatchObject({ level: 20, method: 'GET', route: '/api/v1/cases', status: 200 })
  expect(logged.join('')).not.toContain('13912345678')
  expect(logged.join('')).not.toContain('张先生')
})

test('every answer has an id, forbids sniffing and framing, and is kept by nobody', async () => {
  const { get } = await httpTown()
  for (const [url, headers] of [
    ['/api/v1/cases', bearer],
    ['/api/v1/cases', {}],
    ['/nothing', {}],
    ['/api/docs', bearer],
  ] as const) {
    const answer = await get(url, headers)
    expect(answer.headers['x-request-id']).toMatch(/^id-/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(answer.headers['cache-control']).toBe('no-store')
  }
})
