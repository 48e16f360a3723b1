import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

const english = { ...bearer, 'accept-language': 'en' }
const path = '/api/v1/overrides'
// It is Mon 2026-11-23 14:05 in the town.
const sending = { id: 'flood', kind: 'sendAll', to: '05', until: '2026-11-23T16:00:00+08:00', reason: 'flood' }
const answer = (one: { statusCode: number; json(): { code?: string } }) => [one.statusCode, one.json().code]

test('a timed override is set once, listed, ended, and stays in the list of all', async () => {
  const { post, get, town } = await httpTown()
  const set = await post(path, sending, english)
  const expected = {
    id: 'flood',
    kind: 'sendAll',
    line: null,
    to: '05',
    from: '2026-11-23T14:05:00.000+08:00',
    until: '2026-11-23T16:00:00.000+08:00',
    by: 'api:token',
    at: '2026-11-23T14:05:00.000+08:00',
    reason: 'flood',
    ended: null,
    state: 'inForce',
  }
  expect([set.statusCode, set.json()]).toEqual([201, { ...expected, findings: [] }])
  town.clock.advance(60_000)
  expect((await post(path, sending, english)).json()).toEqual({ ...expected, findings: [] })
  expect((await town.duty.current()).revision).toBe(1)
  const coming = await post(path, {
    kind: 'close',
    to: '110',
    from: '2026-11-24T00:00:00+08:00',
    until: '2026-11-24T01:00:00+08:00',
    reason: 'a test of the line',
  })
  expect(coming.json().state).toBe('coming')
  const states = async (query = '') =>
    (await get(`${path}${query}`, english))
      .json()
      .items.map((one: { id: string; state: string }) => [one.id, one.state])
  expect(await states()).toEqual([
    ['flood', 'inForce'],
    [coming.json().id, 'coming'],
  ])
  expect((await get(`${path}/flood`, english)).json()).toEqual(expected)
  const ended = await post(`${path}/flood/end`, { reason: 'the water is gone' }, english)
  expect(ended.json()).toEqual({
    ...expected,
    ended: { at: '2026-11-23T14:06:00.000+08:00', by: 'api:token' },
    state: 'over',
  })
  expect((await post(`${path}/flood/end`, undefined, english)).statusCode).toBe(200)
  expect(await states()).toEqual([[coming.json().id, 'coming']])
  expect(await states('?all=true')).toEqual([
    [coming.json().id, 'coming'],
    ['flood', 'over'],
  ])
  expect((await get(`${path}?all=true&limit=1`, english)).json().nextCursor).not.toBeNull()
  const lines = (await get('/api/v1/routing/audit?about=override:flood', english)).json().items
  expect(lines.map((line: { text: string; why: string | null }) => [line.text, line.why])).toEqual([
    ['ended the timed override flood', 'the water is gone'],
    ['set the timed override flood', 'flood'],
  ])
})

test('what is wrong is told whole, in both languages; what is not there is not found', async () => {
  const { post, get, town } = await httpTown()
  const slip = { ...sending, to: '06', line: 'main', until: '2026-11-23T14:00:00+08:00', reason: '' }
  const refused = await post(path, slip, english)
  expect(answer(refused)).toEqual([400, 'faultyOverride'])
  expect(refused.json().details).toMatchObject([
    { path: 'line', message: 'there is no line "main"' },
    { path: 'to', message: 'there is no unit "06" (did you mean "05"?)', allowed: ['05', '10'] },
    { path: 'until', message: 'it must end after it begins' },
    { path: 'reason', message: 'say why: a reason of 1 to 1000 characters' },
  ])
  expect((await post(path, slip)).json().details[3].message).toBe('请写明原因（1至1000个字符）')
  expect(answer(await post(path, { ...sending, kind: 'shut' }, english))).toEqual([400, 'invalid'])
  expect(answer(await post(path, { ...sending, until: '2026-11-23T16:00:00' }, english))).toEqual([400, 'invalid'])
  expect(answer(await get(`${path}/flood`, english))).toEqual([404, 'noOverride'])
  expect(answer(await post(`${path}/flood/end`, undefined, english))).toEqual([404, 'noOverride'])
  expect((await town.duty.current()).revision).toBe(0)
})
