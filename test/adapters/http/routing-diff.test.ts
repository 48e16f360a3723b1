import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoTableFile, readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
const path = '/api/v1/routing/diff'
const environment = '- { category: gas, unit: 04 }'

/** A town with the demonstration table as version 2, and a draft in which the gas key rings the waterworks. */
async function draftTown() {
  const edge = await httpTown()
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const draft = demoYaml.replace(environment, environment.replace('04', '05'))
  await edge.put('/api/v1/routing/draft?base=2&reason=gas', draft, { ...yaml, 'if-match': '"0"' })
  return edge
}

test('the draft is told against what counts, in the language that is asked for', async () => {
  const { post } = await draftTown()
  const answer = await post(path, {}, english)
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      from: '2026-11-23T14:05:00.000+08:00',
      until: '2027-11-24T14:05:00.000+08:00',
      items: [
        {
          kind: 'route',
          weakens: false,
          message: 'key 3 (gas): rings waterworks, not pipeline gas company',
          about: { categories: ['gas'], keys: ['3'], units: ['05', '04'] },
          times: expect.any(Number),
          spans: expect.any(Array),
        },
      ],
    },
  ])
  const chinese = await post(path, {}, { ...bearer, 'accept-language': 'zh-CN' })
  expect(chinese.json().items[0].message).toBe('按键3（燃气抢修）：呼叫自来水厂，而不是市管道液化气公司')
})

test('versions and tables of the body are compared, from any time on', async () => {
  const { post } = await draftTown()
  const same = await post(path, { from: 2, to: { table: demoYaml } }, english)
  expect([same.statusCode, same.json().items]).toEqual([200, []])
  const table = structuredClone(readDemoTable()) as { timings: { decideSeconds: number } }
  table.timings.decideSeconds = 40
  const range = { start: '2027-01-01T00:00:00+08:00', days: 7 } // Fri 00:00
  const other = await post(path, { from: { table }, to: 'published', ...range }, english)
  expect([
    other.json().from,
    other.json().until,
    other.json().items.map(({ message }: { message: string }) => message),
  ]).toEqual([
    '2027-01-01T00:00:00.000+08:00',
    '2027-01-08T00:00:00.000+08:00',
    ['every call: time to decide (s) is 25, not 40'],
  ])
})

test('what is wrong with either table is told with its place', async () => {
  const { post } = await draftTown()
  const wrong = demoYaml.replace(environment, environment.replace('04', '99'))
  const faulty = await post(path, { to: { table: wrong } }, english)
  expect([faulty.statusCode, faulty.json().code, faulty.json().details[0]]).toMatchObject([
    400,
    'faultyTable',
    { side: 'to', path: 'routes[2].unit', message: 'there is no unit "99" (did you mean "09"?)' },
  ])
  const unreadable = await post(path, { from: { table: 'lines: 3' } }, english)
  expect([unreadable.statusCode, unreadable.json().code, unreadable.json().details[0].side]).toEqual([
    400,
    'unreadableTable',
    'from',
  ])
  expect((await post(path, { from: 7 }, english)).json().code).toBe('noVersion')
  expect((await post(path, { from: 2, to: 2, days: 0 }, english)).json().code).toBe('invalid')
})

test('without a draft there is nothing to compare, and a viewer may not look', async () => {
  const { http, post, signIn } = await httpTown()
  expect((await post(path, {}, english)).json().code).toBe('noDraft')
  const cookie = await signIn('clerk', 'reads only')
  const looking = await http.inject({
    method: 'POST',
    url: path,
    headers: { ...cookie, origin: 'http://localhost:80', host: 'localhost:80' },
    payload: {},
  })
  expect(looking.statusCode).toBe(403)
})
