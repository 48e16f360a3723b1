import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
const file = { ...english, 'content-type': 'application/octet-stream' }
const water = `id: water
name: { zh-CN: 自来水厂值班表, en: waterworks }
covers: 05
rotations:
  - { id: weekly, firstDate: 2026-11-16, handOver: 08:00, everyDays: 7, groups: [[0501], [0502, 0501]] }
shifts:
  - { id: day, days: 1-5, from: 08:00, to: 20:00, on: { people: [0501] } }
  - { id: night, days: 1-7, from: 20:00, to: 08:00, on: { rotation: weekly } }
overrides:
  - { id: ill, from: 2026-11-24T08:00:00+08:00, until: 2026-11-24T20:00:00+08:00, off: 0501, on: 0502, reason: ill }
`
const path = '/api/v1/rosters/water'

async function town() {
  const edge = await httpTown()
  const saved = await edge.put(path, water, { ...yaml, 'if-match': '0' })
  expect(saved.statusCode).toBe(200)
  const bringIn = (
    format: string,
    body: string | Buffer,
    revision: number,
    query = '',
    headers: Record<string, string> = file,
  ) => edge.put(`${path}.${format}${query}`, body, { ...headers, 'if-match': `"${revision}"` })
  return { ...edge, bringIn, roster: saved.json().roster }
}

test.each([
  ['csv', '?encoding=gbk', 'text/csv; charset=gbk; header=present'],
  ['csv', '', 'text/csv; charset=utf-8; header=present'],
  ['xlsx', '', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ics', '', 'text/calendar; charset=utf-8'],
])('a roster goes out as %s%s, and comes in as the same', async (format, query, type) => {
  const { get, bringIn, http, roster } = await town()
  const out = await get(`${path}.${format}${query}`)
  expect([out.statusCode, out.headers['content-type'], out.headers.etag]).toEqual([200, type, '"1"'])
  const same = await bringIn(format, out.rawPayload, 1)
  expect([same.statusCode, same.headers.etag]).toEqual([200, '"1"'])
  const gone = await http.inject({ method: 'DELETE', url: path, headers: { ...english, 'if-match': '1' } })
  expect(gone.statusCode).toBe(204)
  const again = await bringIn(format, out.rawPayload, 2)
  expect([again.statusCode, again.json().roster]).toEqual([200, roster])
})

test('a calendar shows who is on duty when, with rotations and overrides; of one person alone where that is asked', async () => {
  const { get } = await town()
  const hours = async (query: string) =>
    [...(await get(`${path}.ics${query}`)).body.matchAll(/DTSTART:(\S+)\r\nDTEND:(\S+)\r\nSUMMARY:(.*)\r\n/g)].map(
      ([, from, until, said]) => `${from} ${until} ${said}`,
    )
  const all = await hours('?days=2')
  // Monday 2026-11-23: 0501 by day, the second group by night; Tuesday 0502 by day, for 0501 is ill.
  expect(all.slice(-4)).toEqual([
    '20261121T120000Z 20261122T000000Z 张三 · 自来水厂值班表',
    '20261122T120000Z 20261124T000000Z 张三 · 自来水厂值班表',
    '20261123T120000Z 20261125T000000Z 李四 · 自来水厂值班表',
    '20261124T120000Z 20261125T060500Z 张三 · 自来水厂值班表',
  ])
  const own = await hours('?days=2&person=0502')
  expect(own.length).toBeGreaterThan(0)
  expect(own.every((line) => line.includes('李四'))).toBe(true)
  expect((await get(`${path}.ics?person=0502`)).body).not.toContain('X-HOTLINE-ROSTER')
})

test('faults have their cell, those of the rules, too; nothing is changed', async () => {
  const { get, bringIn } = await town()
  const text = (await get(`${path}.csv`, english)).body
  const cells = await bringIn('csv', text.replace('20:00', '26:00'), 1)
  expect([cells.statusCode, cells.json().code, cells.json().details]).toMatchObject([
    400,
    'faultySheet',
    [{ path: expect.stringMatching(/^H\d+ to$/), row: 5, message: expect.stringContaining('is not a time of day') }],
  ])
  const rules = await bringIn('csv', text.replace('0501,,,,,,,,,,,', '0599,,,,,,,,,,,'), 1)
  expect([rules.statusCode, rules.json().code]).toEqual([400, 'faultyRoster'])
  expect(rules.json().details[0]).toMatchObject({ path: 'shifts[0].on.people[0]', row: 5, header: 'people' })
  expect((await bringIn('csv', text.replace('20:00', '21:00'), 0)).json().code).toBe('rosterConflict')
  expect((await bringIn('ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', 1)).json().code).toBe('faultyRoster')
  expect((await get(path)).json().revision).toBe(1)
})

test('a calendar of another program becomes the shifts of a new roster', async () => {
  const { put, get } = await httpTown()
  const ics = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-CALNAME:水厂',
    'BEGIN:VEVENT',
    'UID:1',
    'SUMMARY:李四',
    'DTSTART;TZID=Asia/Shanghai:20261123T080000',
    'DTEND;TZID=Asia/Shanghai:20261124T080000',
    'RRULE:FREQ=DAILY',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const calendar = { ...english, 'content-type': 'text/calendar' }
  expect((await put(`${path}.ics`, ics, { ...calendar, 'if-match': '0' })).json().details[0].message).toContain(
    'names nobody',
  )
  const saved = await put(`${path}.ics?covers=05&reason=from+the+works`, ics, { ...calendar, 'if-match': '0' })
  expect(saved.json()).toMatchObject({
    roster: {
      id: 'water',
      covers: '05',
      name: { 'zh-CN': '水厂', en: '水厂' },
      shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '08:00', firstDate: '2026-11-23' }],
    },
    onDuty: [{ person: '0502' }],
  })
  expect((await put(`${path}.ics`, ics, calendar)).json().code).toBe('rosterRevisionNeeded')
  expect((await get('/api/v1/rosters/nothing.ics')).json().code).toBe('noRoster')
})
