import { expect, test } from 'vitest'
import type { DutyCheck } from '../../../src/application/ports/duty-check.ts'
import { waterRoster } from '../../support/rosters.ts'
import { bearer, httpTown } from './http-town.ts'

const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
const path = '/api/v1/rosters/water'
const { overrides: _, ...roster } = waterRoster
const text = `id: water
name: { zh-CN: 自来水厂值班表, en: waterworks }
covers: 05
shifts:
  - { id: day, days: 1-7, from: 08:00, to: 20:00, on: { people: [0501] } }
  - { id: night, days: 1-7, from: 20:00, to: 08:00, on: { people: [0502] } }
`
// It is Mon 2026-11-23 14:05 in the town.
const ill = { id: 'ill', until: '2026-11-23T16:00:00+08:00', off: '0501', on: '0502', reason: 'ill' }
const hole: DutyCheck = ({ after }) =>
  after.rosters.some(({ overrides }) => overrides.some(({ on }) => on === null))
    ? [
        {
          severity: 'warning',
          code: 'uncovered',
          path: 'rosters[water]',
          message: { 'zh-CN': '14:05至16:00无人值班', en: 'nobody is on duty from 14:05 to 16:00' },
          fix: null,
          rule: null,
        },
      ]
    : []

async function rosterTown(dutyChecks: readonly DutyCheck[] = []) {
  const edge = await httpTown({ dutyChecks })
  const save = (
    body: object | string,
    revision: number | null,
    query = '',
    headers: Record<string, string> = english,
  ) =>
    edge.put(`${path}${query}`, body, {
      ...(typeof body === 'string' ? yaml : headers),
      ...(revision === null ? {} : { 'if-match': `"${revision}"` }),
    })
  const remove = (revision: number | null, query = '') =>
    edge.http.inject({
      method: 'DELETE',
      url: `${path}${query}`,
      headers: { ...english, ...(revision === null ? {} : { 'if-match': `"${revision}"` }) },
    })
  const act = (what: string, body?: object, headers: Record<string, string> = english) =>
    edge.post(`${path}/${what}`, body, headers)
  return { ...edge, save, remove, act }
}
const answer = (one: { statusCode: number; json(): { code?: string } }) => [one.statusCode, one.json().code]

test('a roster is saved as JSON or YAML, read with its revision and who is on duty, and deleted', async () => {
  const { save, get, remove } = await rosterTown()
  expect(answer(await get(path, english))).toEqual([404, 'noRoster'])
  const saved = await save(roster, 0, '?reason=winter')
  expect([saved.statusCode, saved.headers.etag]).toEqual([200, '"1"'])
  expect(saved.json()).toEqual({
    id: 'water',
    revision: 1,
    changedAt: '2026-11-23T14:05:00.000+08:00',
    changedBy: 'api:token',
    roster: { ...roster, overrides: [] },
    at: '2026-11-23T14:05:00.000+08:00',
    onDuty: [{ person: '0501', name: 'Zhang San', shift: 'day', override: null }],
    findings: [],
  })
  const { findings: _, ...view } = saved.json()
  const read = await get(path, english)
  expect([read.headers.etag, read.json()]).toEqual(['"1"', view])
  expect((await get('/api/v1/rosters', english)).json()).toEqual({ items: [view], nextCursor: null })
  // The same as YAML is no change.
  expect((await save(text, 1)).json().revision).toBe(1)
  const written = await get(path, { ...bearer, accept: 'application/yaml' })
  expect(written.headers['content-type']).toBe('application/yaml; charset=utf-8')
  expect((await save(written.body, 1)).json().revision).toBe(1)
  const renamed = { roster: { ...roster, name: { 'zh-CN': '值班', en: 'works' } }, revision: 1, reason: 'its name' }
  expect((await save(renamed, null)).json().revision).toBe(2)
  expect((await get(`${path}?revision=1`, english)).json().roster.name.en).toBe('waterworks')
  expect((await remove(2)).statusCode).toBe(204)
  expect(answer(await get(path, english))).toEqual([404, 'noRoster'])
  const lines = (await get('/api/v1/routing/audit', english)).json().items
  expect(lines.map((line: { text: string; why: string | null }) => [line.text, line.why])).toEqual([
    ['deleted the roster water', null],
    ['saved the roster water', 'its name'],
    ['saved the roster water', 'winter'],
  ])
})

test('who is on duty is told for any instant', async () => {
  const { save, get } = await rosterTown()
  await save(roster, 0)
  const onDuty = async (at: string) => {
    const { items } = (await get(`/api/v1/rosters?at=${encodeURIComponent(at)}`, english)).json()
    return items.map((one: { onDuty: { person: string }[] }) => one.onDuty.map(({ person }) => person))
  }
  expect(await onDuty('2026-11-23T19:59:59+08:00')).toEqual([['0501']])
  expect(await onDuty('2026-11-23T20:00:00+08:00')).toEqual([['0502']])
  expect(await onDuty('2026-11-23T12:00:00Z')).toEqual([['0502']])
  // There was no roster an hour ago.
  expect(await onDuty('2026-11-23T13:05:00+08:00')).toEqual([])
  expect(answer(await get('/api/v1/rosters?at=noon', english))).toEqual([400, 'invalid'])
})

test('what is wrong with a roster is told whole, with lines, in both languages; nothing is saved', async () => {
  const { save, get } = await rosterTown()
  const slip = text.replace('people: [0502]', 'people: [0503, 1001]').replace('to: 20:00', 'to: 25:00')
  const refused = await save(slip, 0)
  expect(answer(refused)).toEqual([400, 'faultyRoster'])
  expect(refused.json().details).toMatchObject([
    { path: 'shifts[0].to', line: 5, column: 44, message: expect.stringContaining('"25:00"') },
    {
      path: 'shifts[1].on.people[0]',
      line: 6,
      message: 'there is no person "0503" (did you mean "0501"?)',
      allowed: ['0501', '0502'],
    },
    { path: 'shifts[1].on.people[1]', line: 6, message: '"1001" is not one of the people of "05"' },
  ])
  const chinese = await save({ ...roster, covers: '6' }, 0, '', bearer)
  expect(chinese.json()).toMatchObject({
    message: '值班表有误，details中列出了每一处。未保存。',
    details: [{ path: 'covers', message: '没有抢险队或单位"6"' }],
  })
  const unreadable = await save('id: water\nshifts: 5', 0)
  expect(answer(unreadable)).toEqual([400, 'unreadableRoster'])
  expect(unreadable.json().details.map(({ path: at }: { path: string }) => at)).toEqual(['name', 'covers', 'shifts'])
  expect(answer(await save({ ...roster, id: 'gas' }, 0))).toEqual([400, 'invalid'])
  expect(answer(await save(roster, null))).toEqual([428, 'rosterRevisionNeeded'])
  expect((await get('/api/v1/rosters', english)).json().items).toEqual([])
})

test('two who change the same roster: the second is shown both changes and a roster with both in it', async () => {
  const { save, remove, get } = await rosterTown()
  await save(roster, 0)
  await save(text.replace('en: waterworks', 'en: works'), 1)
  const refused = await save(text.replace('08:00, to: 20:00', '07:00, to: 20:00').replace('to: 08:00', 'to: 07:00'), 1)
  expect(answer(refused)).toEqual([409, 'rosterConflict'])
  const { details, conflict } = refused.json()
  expect(details.map(({ path: at, message }: { path: string; message: string }) => [at, message])).toEqual([
    ['name.en', 'they have changed "waterworks" to "works"'],
    ['shifts[day].from', 'you have changed "08:00" to "07:00"'],
    ['shifts[night].to', 'you have changed "08:00" to "07:00"'],
  ])
  expect(conflict).toMatchObject({
    over: 'roster',
    theirs: { number: 2, by: 'api:token', what: 'saved' },
    collisions: 0,
    merged: { roster: { name: { en: 'works' }, shifts: [{ from: '07:00' }, { to: '07:00' }] } },
  })
  expect((await save(conflict.merged.text, conflict.theirs.number)).json().revision).toBe(3)
  expect(answer(await remove(2))).toEqual([409, 'rosterConflict'])
  expect(answer(await remove(null))).toEqual([428, 'rosterRevisionNeeded'])
  expect(answer(await remove(99))).toEqual([409, 'unknownDutyRevision'])
  expect((await get(path, english)).json().revision).toBe(3)
})

test('an override, a swap, and their end', async () => {
  const { save, act, get } = await rosterTown()
  await save(roster, 0)
  const set = await act('overrides', ill)
  expect([set.statusCode, set.headers.etag]).toEqual([201, '"2"'])
  expect(set.json()).toMatchObject({
    revision: 2,
    isChanged: true,
    override: 'ill',
    findings: [],
    roster: {
      overrides: [
        {
          id: 'ill',
          from: '2026-11-23T14:05:00.000+08:00',
          until: '2026-11-23T16:00:00.000+08:00',
          off: '0501',
          on: '0502',
          swap: null,
          by: 'api:token',
          reason: 'ill',
        },
      ],
    },
  })
  expect((await act('overrides', ill)).json()).toMatchObject({ revision: 2, isChanged: false })
  expect((await get(path, english)).json().onDuty).toMatchObject([{ person: '0502', shift: null, override: 'ill' }])
  const swapped = await act('swaps', {
    one: { person: '0501', from: '2026-11-24T08:00:00+08:00', until: '2026-11-24T20:00:00+08:00' },
    other: { person: '0502', from: '2026-11-24T20:00:00+08:00', until: '2026-11-25T08:00:00+08:00' },
    reason: 'a birthday',
    revision: 2,
  })
  expect(swapped.json()).toMatchObject({ revision: 3, roster: { overrides: [{}, { off: '0501' }, { off: '0502' }] } })
  const ended = await act(`overrides/${swapped.json().override}/end`, { reason: 'called off' })
  expect(ended.json()).toMatchObject({ revision: 4, isChanged: true })
  expect(ended.json().roster.overrides.map(({ id }: { id: string }) => id)).toEqual(['ill'])
  expect((await act('overrides/ill/end')).json()).toMatchObject({ revision: 5, roster: { overrides: [] } })
  expect(answer(await act('overrides/ill/end'))).toEqual([404, 'noRosterOverride'])
  expect(answer(await act('overrides', { ...ill, id: 'x', revision: 1 }))).toEqual([409, 'rosterConflict'])
  const faulty = await act('overrides', {
    ...ill,
    id: 'x',
    on: '1001',
    until: '2026-11-23T14:00:00+08:00',
    reason: ' ',
  })
  expect(answer(faulty)).toEqual([400, 'faultyOverride'])
  expect(faulty.json().details.map(({ path: at }: { path: string }) => at)).toEqual(['on', 'until', 'reason'])
  expect(answer(await act('overrides', { ...ill, until: 'tonight' }))).toEqual([400, 'invalid'])
})

test('a change that leaves hours without anybody needs a reason and to be acknowledged; then it is told', async () => {
  const { save, act, logged } = await rosterTown([hole])
  await save(roster, 0)
  const alone = { ...ill, on: null }
  const refused = await act('overrides', alone)
  expect(answer(refused)).toEqual([409, 'holeUnacknowledged'])
  expect(refused.json().details).toMatchObject([
    { code: 'uncovered', message: 'nobody is on duty from 14:05 to 16:00', severity: 'warning' },
  ])
  const done = await act('overrides', { ...alone, acknowledge: ['uncovered'] })
  expect(done.json()).toMatchObject({ findings: [{ code: 'uncovered' }] })
  const written = { ...roster, name: { 'zh-CN': '值班', en: 'works' } }
  expect(answer(await save(written, 2, '?acknowledge=uncovered'))).toEqual([409, 'holeUnacknowledged'])
  expect((await save(written, 2, '?acknowledge=uncovered&reason=known')).json().findings).toHaveLength(1)
  expect(logged.filter((line) => line.includes('a change of the duty leaves a hole'))).toHaveLength(2)
})

test('officers put people on and off duty; rosters themselves are for administrators; who looks on changes nothing', async () => {
  const { save, act, signIn, get } = await rosterTown()
  await save(roster, 0)
  const clerk = { ...(await signIn('clerk', 'reads only')), 'accept-language': 'en' }
  expect((await get(path, clerk)).statusCode).toBe(200)
  expect((await get('/api/v1/overrides', clerk)).statusCode).toBe(200)
  expect(answer(await act('overrides', ill, clerk))).toEqual([403, 'forbidden'])
  expect(answer(await save(roster, 1, '', clerk))).toEqual([403, 'forbidden'])
})
