import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoTableFile, readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { readRoutingTable } from '../../../src/adapters/table-file/read-routing-table.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const asYaml = { ...bearer, 'content-type': 'application/yaml' }
const demoTable = readDemoTable()

test('a table as YAML is published, and the next one who asks gets it', async () => {
  const { post, get, town } = await httpTown()
  const answer = await post('/api/v1/routing/publish?reason=spring', demoYaml, asYaml)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    201,
    { number: 2, publishedBy: 'token', reason: 'spring', publishedAt: '2026-11-23T14:05:00.000+08:00' },
  ])
  expect((await get('/api/v1/units')).json().items).toHaveLength(15)
  expect((await town.routing.current())?.table).toEqual(demoTable)
  const { items, nextCursor } = (await get('/api/v1/routing/versions')).json()
  expect(items.map(({ number }: { number: number }) => number)).toEqual([2, 1])
  expect(nextCursor).toBeNull()
})

test.each([
  ['a table as JSON with its reason beside it', { table: demoTable, reason: 'spring' }, ''],
  ['a table as YAML text within JSON', { table: demoYaml, reason: 'spring' }, ''],
  ['a table alone as JSON', demoTable, '?reason=spring'],
])('%s is published', async (_name, payload, query) => {
  const { post, town } = await httpTown()
  const answer = await post(`/api/v1/routing/publish${query}`, payload)
  expect([answer.statusCode, answer.json().reason]).toEqual([201, 'spring'])
  expect((await town.routing.current())?.table).toEqual(demoTable)
})

test('a table with faults is refused with every one and its place, and the old one stays', async () => {
  const { post, town } = await httpTown()
  const broken = demoYaml
    .replace(/acceptMinutes: 3\b/, 'acceptMinutes: -3')
    .replace(/unit: '?05'?/, "unit: '77'")
    .replace('from: 07:00', 'from: 27:00')
    .replace("from: '07:00'", "from: '27:00'")
  expect(broken).not.toBe(demoYaml)
  const answer = await post('/api/v1/routing/publish?reason=oops', broken, asYaml)
  const { code, details } = answer.json()
  expect([answer.statusCode, code]).toEqual([400, 'faultyTable'])
  expect(details.length).toBeGreaterThan(1)
  for (const detail of details)
    expect(detail).toMatchObject({ path: expect.any(String), message: expect.any(String), line: expect.any(Number) })
  expect((await town.routing.current())?.number).toBe(1)
  const checked = await post('/api/v1/routing/validate', broken, asYaml)
  expect([checked.statusCode, checked.json()]).toEqual([200, { valid: false, details }])
})

test('a good table is valid, and checking it publishes nothing', async () => {
  const { post, town } = await httpTown()
  expect((await post('/api/v1/routing/validate', demoYaml, asYaml)).json()).toEqual({ valid: true, details: [] })
  expect((await post('/api/v1/routing/validate', { table: demoTable })).json()).toEqual({ valid: true, details: [] })
  expect(await town.routing.list()).toHaveLength(1)
})

test('without a reason nothing is published; the faults of the table are told with it', async () => {
  const { post, town } = await httpTown()
  for (const [query, payload] of [
    ['', demoYaml],
    ['?reason=%20', demoYaml],
    [`?reason=${'x'.repeat(1001)}`, demoYaml],
  ] as const) {
    const answer = await post(`/api/v1/routing/publish${query}`, payload, asYaml)
    expect([answer.statusCode, answer.json().details]).toMatchObject([400, [{ path: 'reason' }]])
  }
  const { details } = (await post('/api/v1/routing/publish', 'units: 7', asYaml)).json()
  expect(details.length).toBeGreaterThan(2)
  expect(await town.routing.list()).toHaveLength(1)
})

test.each(['', ': : :', '- a\n- b', '\u0000', '{"a":', `a: &x [1]\nb: [${'*x,'.repeat(50)}]`])(
  'what is no table at all (%j) is refused, not broken by',
  async (text) => {
    const { post } = await httpTown()
    const answer = await post('/api/v1/routing/publish?reason=x', text, asYaml)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().details.length).toBeGreaterThan(0)
  },
)

test('a version with its table, as JSON and as YAML that reads back as the same table', async () => {
  const { post, get, town } = await httpTown()
  await post('/api/v1/routing/publish?reason=spring', demoYaml, asYaml)
  const json = await get('/api/v1/routing/versions/2')
  expect(json.headers['content-type']).toContain('application/json')
  expect(json.json()).toMatchObject({ number: 2, reason: 'spring', table: { languages: demoTable.languages } })
  expect(json.json().table).toEqual(JSON.parse(JSON.stringify(demoTable)))
  const yaml = await get('/api/v1/routing/versions/2', { ...bearer, accept: 'application/yaml' })
  expect(yaml.headers['content-type']).toContain('application/yaml')
  expect(readRoutingTable(yaml.body, 'exported')).toEqual({ ok: true, table: (await town.routing.current())?.table })
})

test.each(['0', '99', '-1', '1.0', 'x', '1e3', '99999999999999999999'])('there is no version %s', async (n) => {
  const { get } = await httpTown()
  const answer = await get(`/api/v1/routing/versions/${n}`)
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'noVersion'])
})

test('before the first table there are no units', async () => {
  const { town } = await httpTown()
  const { get } = await httpTown({ routing: { ...town.routing, current: async () => null } })
  expect((await get('/api/v1/units')).json()).toEqual({ items: [], nextCursor: null })
})
