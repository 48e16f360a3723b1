import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { HttpDeps } from '../../../src/adapters/http/http-deps.ts'
import { demoTableFile, readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import type { Finding } from '../../../src/application/ports/table-check.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const demoTable = readDemoTable()
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
const ringing = (seconds: number) => demoYaml.replace('ringSeconds: 15', `ringSeconds: ${seconds}`)
const deciding = (seconds: number, text = demoYaml) => text.replace('decideSeconds: 25', `decideSeconds: ${seconds}`)
const path = '/api/v1/routing/draft'

/** A town with the demonstration table as version 2, and no draft. */
async function draftTown(change: Partial<HttpDeps> = {}) {
  const edge = await httpTown(change)
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const save = (text: string, revision: number, query = '', headers: Record<string, string> = yaml) =>
    edge.put(`${path}${query}`, text, { ...headers, 'if-match': `"${revision}"` })
  const drop = (revision: number | null) =>
    edge.http.inject({
      method: 'DELETE',
      url: `${path}?reason=later`,
      headers: { ...english, ...(revision === null ? {} : { 'if-match': `"${revision}"` }) },
    })
  const publish = (body: object, headers: Record<string, string> = english) =>
    edge.post('/api/v1/routing/publish', body, headers)
  return { ...edge, save, drop, publish }
}

test('a draft is saved as it was written, read with its revision, and given up', async () => {
  const { get, save, drop } = await draftTown()
  const none = await get(path)
  expect([none.statusCode, none.json().code, none.headers.etag]).toEqual([404, 'noDraft', '"0"'])
  const saved = await save(ringing(20), 0, '?base=2&reason=slow')
  expect([saved.statusCode, saved.headers.etag, saved.json()]).toEqual([
    200,
    '"1"',
    {
      revision: 1,
      base: 2,
      published: 2,
      changedAt: '2026-11-23T14:05:00.000+08:00',
      changedBy: 'api:token',
      valid: true,
      details: [],
    },
  ])
  const read = await get(path)
  expect([read.statusCode, read.headers.etag, read.json().text]).toEqual([200, '"1"', ringing(20)])
  expect(read.json().table.routes[0].ringSeconds).toBe(20)
  const text = await get(path, { ...bearer, accept: 'application/yaml' })
  expect([text.body, text.headers['content-type']]).toEqual([ringing(20), 'application/yaml; charset=utf-8'])
  expect((await drop(null)).statusCode).toBe(428)
  expect((await drop(1)).statusCode).toBe(204)
  const gone = await get(path)
  expect([gone.statusCode, gone.headers.etag]).toEqual([404, '"2"'])
})

test('a draft comes as JSON, too, or is begun with a published version', async () => {
  const { put, get } = await draftTown()
  const first = await put(path, { table: demoTable, base: 2, revision: 0, reason: 'by the console' }, english)
  expect([first.statusCode, first.json().revision]).toEqual([200, 1])
  expect((await get(path)).json().table).toEqual(JSON.parse(JSON.stringify(demoTable)))
  const second = await put(path, { of: 2 }, { ...english, 'if-match': '1' })
  expect([second.statusCode, second.json().revision]).toEqual([200, 1])
})

test('who does not say what it was made from saves nothing', async () => {
  const { put, save } = await draftTown()
  const unsaid = await put(path, demoYaml, yaml)
  expect([unsaid.statusCode, unsaid.json().code]).toEqual([428, 'revisionNeeded'])
  expect((await put(path, demoYaml, { ...yaml, 'if-match': '*' })).statusCode).toBe(428)
  const baseless = await save(demoYaml, 0)
  expect([baseless.statusCode, baseless.json().code]).toEqual([428, 'baseNeeded'])
  const invented = await save(demoYaml, 7, '?base=2')
  expect([invented.statusCode, invented.json().code]).toEqual([409, 'unknownRevision'])
  const older = await save(demoYaml, 0, '?base=9')
  expect([older.statusCode, older.json().code]).toEqual([404, 'noVersion'])
})

test('what breaks rules is kept, and its faults are told; what is no table is refused with every fault', async () => {
  const { save, get, put } = await draftTown()
  const broken = await save(ringing(1), 0, '?base=2')
  expect(broken.json()).toMatchObject({ revision: 1, valid: false })
  expect(broken.json().details[0]).toMatchObject({
    path: 'defaults.ringSeconds',
    message: '1 must be a whole number of seconds from 5 to 120',
    line: 1 + demoYaml.split('\n').findIndex((line) => line.includes('ringSeconds: 15')),
    value: '1',
  })
  const unreadable = await save('units: 7\nlanguage: [en]', 1)
  expect([unreadable.statusCode, unreadable.json().code]).toEqual([400, 'unreadableTable'])
  expect(unreadable.json().details.length).toBeGreaterThan(2)
  expect((await get(path)).json().revision).toBe(1)
  const strange = await put(path, { table: demoTable, revision: 1, base: 'x', reason: 'y'.repeat(1001) }, english)
  expect(strange.json().details.map((detail: { path: string }) => detail.path)).toEqual(['base', 'reason'])
})

test('of two edits of one revision the second gets both changes and a text with both; putting that keeps both', async () => {
  const { save, get } = await draftTown()
  await save(demoYaml, 0, '?base=2')
  await save(ringing(20), 1)
  const late = await save(deciding(30), 1)
  const { code, message, details, conflict } = late.json()
  expect([late.statusCode, code]).toEqual([409, 'tableConflict'])
  expect(message).toMatch(/^Somebody has changed the routing table/)
  expect(details.find(({ by }: { by: string }) => by === 'yours')).toEqual({
    path: 'timings.decideSeconds',
    place: 'timings.decideSeconds',
    message: 'you have changed 25 to 30',
    of: 'value',
    by: 'yours',
    collides: false,
    base: 25,
    theirs: 25,
    yours: 30,
  })
  expect(details).toContainEqual(
    expect.objectContaining({
      path: 'routes[water/*/*].ringSeconds',
      by: 'theirs',
      message: 'they have changed 15 to 20',
    }),
  )
  expect(conflict).toMatchObject({
    over: 'draft',
    theirs: { number: 2, by: 'api:token', at: '2026-11-23T14:05:00.000+08:00' },
    collisions: 0,
    merged: { details: [] },
  })
  expect((await save(conflict.merged.text, 2)).statusCode).toBe(200)
  const { table } = (await get(path)).json()
  expect([table.routes[0].ringSeconds, table.timings.decideSeconds]).toEqual([20, 30])
})

test('a collision is told in Chinese, with both values', async () => {
  const { save } = await draftTown()
  await save(demoYaml, 0, '?base=2')
  await save(deciding(28), 1)
  const late = await save(deciding(30), 1, '', { ...bearer, 'content-type': 'application/yaml' })
  expect(late.json()).toMatchObject({
    message: '在此期间有人改动了路由表。details列出双方的每一处改动，conflict中有合并后的文本。未作改动。',
    details: [{ path: 'timings.decideSeconds', message: '对方把25改为28，您改为30：请决定采用哪一个', collides: true }],
    conflict: { collisions: 1 },
  })
})

test('the draft is published as it was seen, and the next who asks gets it', async () => {
  const { save, publish, get, town } = await draftTown()
  await save(ringing(20), 0, '?base=2')
  expect((await publish({ of: 'draft', reason: 'spring' })).json().code).toBe('revisionNeeded')
  await save(ringing(21), 1)
  const unseen = await publish({ of: 'draft', reason: 'spring', revision: 1 })
  expect([unseen.statusCode, unseen.json().conflict.theirs.number]).toEqual([409, 2])
  const published = await publish({ of: 'draft', reason: 'spring' }, { ...english, 'if-match': '"2"' })
  expect([published.statusCode, published.json()]).toMatchObject([201, { number: 3, reason: 'spring' }])
  expect((await town.routing.current())?.table.routes[0]?.ringSeconds).toBe(21)
  expect((await get(path)).statusCode).toBe(404)
  expect((await publish({ of: 'draft', reason: 'x', revision: 3 })).json().code).toBe('noDraft')
})

test('a draft made from an older version than the one that counts shows both changes when it is published', async () => {
  const { save, publish, get } = await draftTown()
  await save(deciding(30), 0, '?base=2')
  await publish({ table: ringing(20), reason: 'night', over: 2 })
  expect((await get(path)).json()).toMatchObject({ base: 2, published: 3 })
  const refused = await publish({ of: 'draft', reason: 'spring', revision: 1 })
  const { code, conflict } = refused.json()
  expect([refused.statusCode, code, conflict.over]).toEqual([409, 'tableConflict', 'published'])
  expect(conflict.theirs).toMatchObject({ number: 3, why: 'night' })
  await save(conflict.merged.text, 1, '?base=3')
  expect((await publish({ of: 'draft', reason: 'spring', revision: 2 })).statusCode).toBe(201)
  const stale = await publish({ table: demoTable, reason: 'x', over: 2 })
  expect([stale.statusCode, stale.json().code]).toEqual([409, 'tableConflict'])
})

const finding = (severity: Finding['severity'], code: string): Finding => ({
  severity,
  code,
  path: 'units[05]',
  message: { 'zh-CN': '周日无人值班', en: 'nobody is on duty on Sunday' },
  fix: { 'zh-CN': '补上值班表', en: 'add a roster' },
  rule: '/docs/proof#uncovered',
  about: { keys: ['1'] },
})

test('findings of further checks: told by validate, errors block, warnings until their codes are named', async () => {
  let said = [finding('warning', 'phoneNotTested')]
  const { save, post, publish } = await draftTown({ checks: [() => said] })
  // The demonstration table itself was refused: this town has only version 1.
  await save(demoYaml, 0, '?base=1')
  const checked = await post('/api/v1/routing/validate', { of: 'draft' }, english)
  expect(checked.json()).toEqual({
    valid: true,
    details: [
      {
        severity: 'warning',
        code: 'phoneNotTested',
        path: 'units[05]',
        message: 'nobody is on duty on Sunday',
        fix: 'add a roster',
        rule: '/docs/proof#uncovered',
        about: { keys: ['1'] },
      },
    ],
  })
  const body = { of: 'draft', revision: 1, reason: 'known' }
  const refused = await publish(body)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'unacknowledged'])
  said = [finding('error', 'uncovered')]
  const blocked = await publish({ ...body, acknowledge: ['uncovered'] }, bearer)
  expect([blocked.statusCode, blocked.json().code, blocked.json().details[0].message]).toEqual([
    400,
    'faultyTable',
    '周日无人值班',
  ])
  expect((await post('/api/v1/routing/validate', { of: 'draft' }, english)).json().valid).toBe(false)
  said = [finding('warning', 'phoneNotTested')]
  expect((await publish({ ...body, acknowledge: ['phoneNotTested'] })).statusCode).toBe(201)
})

test('faults come in the language that is asked for', async () => {
  const { post } = await draftTown()
  const broken = demoYaml.replace('from: 07:00', 'from: 27:00').replace('    menu: main\n', '    menue: main\n')
  const said = async (language: string) =>
    (await post('/api/v1/routing/validate', broken, { ...yaml, 'accept-language': language }))
      .json()
      .details.map(({ message }: { message: string }) => message)
  expect(await said('en-GB,zh;q=0.5')).toEqual([
    'is missing',
    'is not a field here (did you mean "menu"?)',
    '"27:00" is not a time of day: HH:mm from 00:00 to 23:59',
  ])
  expect(await said('zh-CN')).toEqual([
    '未填写',
    '此处没有这个字段（是否想写"menu"？）',
    '"27:00"不是一天中的时刻：应写作HH:mm，00:00至23:59',
  ])
})

test.each([
  [{ of: 'drafts' }, 400, 'invalid'],
  [{ of: 'draft', table: 'x' }, 400, 'invalid'],
  [{ of: 'draft' }, 404, 'noDraft'],
  [{ of: 9 }, 404, 'noVersion'],
])('%j names no table', async (body, status, code) => {
  const { post } = await draftTown()
  const answer = await post('/api/v1/routing/validate', body)
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
})

test('an earlier version counts again, as a new one, with a reason', async () => {
  const { post, publish, town, get } = await draftTown()
  await publish({ table: ringing(20), reason: 'night' })
  const back = await post('/api/v1/routing/rollback', { to: 2, reason: 'nobody answered' })
  expect([back.statusCode, back.json()]).toMatchObject([201, { number: 4, reason: 'nobody answered' }])
  expect((await town.routing.current())?.table).toEqual(demoTable)
  const codes = []
  for (const body of [
    { to: 4, reason: 'x' },
    { to: 9, reason: 'x' },
    { to: 2 },
    { to: 2, reason: ' ' },
    { to: 3, reason: 'x', over: 2 },
  ]) {
    const answer = await post('/api/v1/routing/rollback', body)
    codes.push([answer.statusCode, answer.json().code])
  }
  expect(codes).toEqual([
    [409, 'isCurrent'],
    [404, 'noVersion'],
    [400, 'invalid'],
    [400, 'invalid'],
    [409, 'conflict'],
  ])
  expect((await get('/api/v1/routing/versions')).json().items).toHaveLength(4)
})

test('the audit tells who did what, when and why, page by page, also of PINs, and only to officers', async () => {
  const { save, drop, put, get, signIn } = await draftTown()
  await save(ringing(20), 0, '?base=2&reason=slow')
  await drop(1)
  await put('/api/v1/people/duty-1/pin', { pin: '4711' })
  const audit = async (query: string, headers: Record<string, string> = english) =>
    (await get(`/api/v1/routing/audit${query}`, headers)).json()
  const first = await audit('?limit=2')
  expect(first.items.map(({ text, why }: { text: string; why: string }) => [text, why])).toEqual([
    ['gave duty-1 a new PIN', null],
    ['discarded the draft, revision 1', 'later'],
  ])
  const { items, nextCursor } = await audit(`?limit=2&cursor=${first.nextCursor}`, bearer)
  expect(items[0]).toMatchObject({
    at: '2026-11-23T14:05:00.000+08:00',
    by: 'api:token',
    what: 'draftSaved',
    text: '保存草稿第1次修订（基于第2版）',
    refs: { draft: '1', base: '2' },
    why: 'slow',
  })
  expect(items[0].changes).toContainEqual({ place: 'routes[water/*/*].ringSeconds', before: 15, after: 20 })
  expect(items[1]).toMatchObject({ what: 'published', refs: { version: '2', over: '1' }, moreChanges: 7 })
  expect(nextCursor).toBeNull()
  const count = async (query: string) => (await audit(query)).items.length
  expect(await count('?what=draftSaved')).toBe(1)
  expect(await count('?about=person:duty-1')).toBe(1)
  expect(await count('?by=nobody')).toBe(0)
  expect(await count('?from=2026-11-23T14:05:00%2B08:00&until=2026-11-23T14:06:00%2B08:00')).toBe(4)
  expect(await count('?until=2026-11-23T14:05:00%2B08:00')).toBe(0)
  expect((await audit('?what=nothing')).code).toBe('invalid')
  const clerk = await signIn('clerk', 'reads only')
  expect((await get('/api/v1/routing/audit', clerk)).statusCode).toBe(403)
  expect((await get(path, clerk)).statusCode).toBe(403)
})

test('the holidays of a year are shown beside the calendar, and count when the draft with them is published', async () => {
  const { get, put, publish } = await draftTown()
  const shown = (await get('/api/v1/routing/holidays?year=2026')).json()
  expect(shown).toMatchObject({ year: 2026, version: 2, revision: null, differing: 39 })
  expect(shown.items.find(({ date }: { date: string }) => date === '2026-09-20')).toEqual({
    date: '2026-09-20',
    difference: 'missing',
    kind: 'workday',
    inTable: null,
    name: { 'zh-CN': '国庆节', en: 'National Day' },
  })
  const approved = { ...demoTable, calendar: shown.calendar }
  const saved = await put(path, { table: approved, base: 2, revision: 0 }, english)
  expect([saved.statusCode, saved.json().valid]).toEqual([200, true])
  expect((await get('/api/v1/routing/holidays?year=2026')).json()).toMatchObject({ revision: 1, differing: 0 })
  expect((await publish({ of: 'draft', revision: 1, reason: 'holidays of 2026' })).statusCode).toBe(201)
  const unknown = await get('/api/v1/routing/holidays?year=2100', english)
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'noHolidays'])
})

test('comments outlive an edit as JSON, a conflict, and publishing', async () => {
  const { save, put, get, publish, drop } = await draftTown()
  await save(demoYaml, 0, '?base=2')
  const missing = (text: string) => demoYaml.split('\n').filter((line) => !text.split('\n').includes(line))
  const callBackMinutes = 40
  const edited = { ...demoTable, timings: { ...demoTable.timings, callBackMinutes } }
  await put(path, { table: edited, revision: 1 }, english)
  const { text } = (await get(path)).json()
  expect(missing(text)).toEqual(['  callBackMinutes: 30 # within this a promised call back is made'])
  const late = (await put(path, { table: { ...demoTable, languages: ['en', 'zh-CN'] }, revision: 1 }, english)).json()
  expect(missing(late.conflict.merged.text)).toEqual([
    'languages: [zh-CN, en]',
    '  callBackMinutes: 30 # within this a promised call back is made',
  ])
  expect((await publish({ of: 'draft', revision: 2, reason: 'slower' })).statusCode).toBe(201)
  await put(path, { of: 3, base: 3, revision: 3 }, english)
  expect((await get(path)).json().text).toBe(text)
  // What was written in a draft that was given up is gone, its comments, too.
  await save(`# a thought\n${text}`, 4)
  await drop(5)
  await put(path, { of: 3, base: 3, revision: 6 }, english)
  expect((await get(path)).json().text).toBe(text)
})
