import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
const json = { ...english, 'content-type': 'application/json' }
const csv = { ...english, 'content-type': 'text/csv' }

/** A town with the demonstration table as version 2, and no draft. */
async function town() {
  const edge = await httpTown()
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const bringIn = (body: string | Buffer, query = '', headers: Record<string, string> = csv) =>
    edge.post(`/api/v1/contacts/import${query}`, body, headers)
  return { ...edge, bringIn }
}

test.each([
  ['csv', 'utf-8'],
  ['csv', 'gbk'],
  ['xlsx', 'utf-8'],
])('contacts go out as %s in %s, and change nothing when they come back', async (format, encoding) => {
  const { get, bringIn } = await town()
  const file = await get(`/api/v1/contacts?format=${format}&encoding=${encoding}`)
  expect(file.statusCode).toBe(200)
  expect(file.headers['content-disposition']).toBe(`attachment; filename="contacts-published.${format}"`)
  const back = await bringIn(file.rawPayload, '?replace=true', {
    ...english,
    'content-type': 'application/octet-stream',
  })
  expect(back.json()).toMatchObject({ revision: 1, base: 2, valid: true, added: 0, changed: 0, removed: 0 })
})

test('a file changes the draft that is there, with its comments, and the audit says why', async () => {
  const { put, get, bringIn } = await town()
  await put('/api/v1/routing/draft?base=2', demoYaml, { ...yaml, 'if-match': '0' })
  const changed = await bringIn('unit,person,number\n05,0501,13900000501\n', '?reason=new+telephones')
  expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"2"'])
  expect(changed.json()).toMatchObject({ revision: 2, added: 0, changed: 1, removed: 0, details: [] })
  const { text } = (await get('/api/v1/routing/draft')).json()
  expect(text).toBe(demoYaml.replace('phone: 13800000501', 'phone: 13900000501'))
  expect((await get('/api/v1/routing/audit?limit=1', english)).json().items[0]).toMatchObject({
    what: 'draftSaved',
    why: 'new telephones',
    changes: [expect.objectContaining({ place: 'units[05].responders[0501].phones[13800000501]' }), expect.anything()],
  })
})

test('a file with faults changes nothing, and names row and column of each', async () => {
  const { get, bringIn } = await town()
  const refused = await bringIn('单位编号,人员编号,电话号码\n05,0501,1.38E+10\n55,0502,x\n', '', {
    ...bearer,
    'content-type': 'text/csv',
  })
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'faultySheet'])
  expect(refused.json().details).toMatchObject([
    {
      path: 'C2 电话号码',
      row: 2,
      column: 'C',
      value: '1.38E+10',
      code: 'mangled',
      message: expect.stringMatching(/^号码被表格软件缩写成了/),
    },
    { path: 'A3 单位编号', row: 3, column: 'A', code: 'noUnitButNear', message: '没有单位"55"（是否应为"05"？）' },
    { path: 'C3 电话号码', row: 3, column: 'C', code: 'notAPhone' },
  ])
  expect((await get('/api/v1/routing/draft')).statusCode).toBe(404)
})

test('made from another revision than the newest, both changes are shown', async () => {
  const { put, bringIn } = await town()
  await put('/api/v1/routing/draft?base=2', demoYaml, { ...yaml, 'if-match': '0' })
  await bringIn('unit,person,number\n05,0501,13900000501\n')
  const late = await bringIn('unit,person,number\n05,0501,13900000777\n', '', { ...csv, 'if-match': '1' })
  expect([late.statusCode, late.json().code, late.json().conflict.theirs.number]).toEqual([409, 'tableConflict', 2])
  expect(
    (await bringIn('unit,person,number\n05,0501,13900000777\n', '', { ...csv, 'if-match': '9' })).json().code,
  ).toBe('unknownRevision')
})

test('who may not change the table brings no contacts in, and JSON is none', async () => {
  const { signIn, bringIn, http } = await town()
  const cookie = await signIn('clerk', 'reads only')
  const host = { host: 'localhost', origin: 'http://localhost' }
  expect((await http.inject({ method: 'GET', url: '/api/v1/contacts', headers: cookie })).statusCode).toBe(403)
  expect(
    (await bringIn('unit,person,number\n', '', { ...cookie, ...host, 'content-type': 'text/csv' })).statusCode,
  ).toBe(403)
  expect((await bringIn('{}', '', json)).statusCode).toBe(400)
  expect((await bringIn('x', '', { ...english, 'content-type': 'image/png' })).statusCode).toBe(415)
})

test('a table goes out as YAML or JSON, and comes in as the same', async () => {
  const { get, post } = await town()
  const bringIn = (body: string, revision: number, headers: Record<string, string>) =>
    post('/api/v1/routing/import?base=2&reason=restored', body, { ...headers, 'if-match': `"${revision}"` })
  const asJson = await get('/api/v1/routing/export?format=json&version=2')
  expect(asJson.headers['content-disposition']).toBe('attachment; filename="routing-2.json"')
  const first = await bringIn(JSON.stringify(asJson.json(), null, 2), 0, json)
  expect(first.json()).toMatchObject({ revision: 1, base: 2, valid: true })
  const draft = await get('/api/v1/routing/export?version=draft')
  expect([draft.headers.etag, draft.headers['content-disposition']]).toEqual([
    '"1"',
    'attachment; filename="routing-draft-1.yaml"',
  ])
  expect((await get('/api/v1/routing/export?version=draft&format=json')).json()).toEqual(asJson.json())
  const second = await bringIn(demoYaml, 1, yaml)
  expect(second.json()).toMatchObject({ revision: 2, valid: true })
  expect((await get('/api/v1/routing/export?version=draft')).body).toBe(demoYaml)
  expect((await bringIn(demoYaml.replace('ringSeconds: 15', 'ringSeconds: 20'), 0, yaml)).json().code).toBe(
    'tableConflict',
  )
  expect((await post('/api/v1/routing/import', demoYaml, yaml)).json().code).toBe('revisionNeeded')
  expect((await get('/api/v1/routing/export?version=9')).json().code).toBe('noVersion')
})

test('what is wrong in JSON has its line and column', async () => {
  const { get, post } = await town()
  const text = JSON.stringify((await get('/api/v1/routing/export?format=json')).json(), null, 2)
  const broken = text.replace('"level": 1', '"level": "one"').replace('"menu": "main"', '"menu": "mian"')
  const refused = await post('/api/v1/routing/import?base=2', broken, { ...json, 'if-match': '0' })
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'unreadableTable'])
  const lineOf = (part: string) => broken.split('\n').findIndex((line) => line.includes(part)) + 1
  expect(refused.json().details).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ path: 'units[0].level', line: lineOf('"level": "one"'), column: 16 }),
      expect.objectContaining({ path: 'lines[0].menu', line: lineOf('"mian"'), column: 15 }),
    ]),
  )
  const cut = await post('/api/v1/routing/import?base=2', text.slice(0, -30), { ...json, 'if-match': '0' })
  expect(cut.json().details[0]).toMatchObject({ code: 'notYaml', line: text.slice(0, -30).split('\n').length })
})
