import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

/** Five cases, an hour apart from Mon 14:05 Shanghai: three of the waterworks, one abandoned, one of last night. */
async function townWithCases() {
  const edge = await httpTown()
  const { town } = edge
  const opened = [await town.open()]
  for (const about of [{}, { unit: '10' }, { unit: null, category: null, origin: 'abandoned' as const }]) {
    town.clock.advance(3_600_000)
    opened.push(await town.open(about))
  }
  town.clock.advance(3_600_000)
  opened.push(await town.open({ unit: null, category: null, origin: 'afterHours', referredTo: '110' }))
  const numbers = opened.map(({ number }) => number)
  const list = async (query: string) => {
    const answer = await edge.get(`/api/v1/cases?${query}`)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    const { items, nextCursor } = answer.json() as { items: { number: string }[]; nextCursor: string | null }
    return { found: items.map(({ number }) => numbers.indexOf(number)), nextCursor }
  }
  return { ...edge, opened, list }
}

test.each([
  ['', [4, 3, 2, 1, 0]],
  ['status=dispatched', [2, 1, 0]],
  ['status=referred', [4]],
  ['category=water', [2, 1, 0]],
  ['category=gas', []],
  ['origin=abandoned', [3]],
  ['unit=10', [2]],
  ['unit=05&status=dispatched', [1, 0]],
  ['caller=13912345678', [4, 3, 2, 1, 0]],
  [`caller=${encodeURIComponent('+86 139-1234-5678')}`, [4, 3, 2, 1, 0]],
  ['caller=13900000000', []],
  ['openedFrom=2026-11-23T17:05:00%2B08:00', [4, 3]],
  ['openedFrom=2026-11-23T17:05:00+08:00', [4, 3]],
  ['openedFrom=2026-11-23T09:05:00Z', [4, 3]],
  ['openedTo=2026-11-23T16:05:00%2B08:00', [1, 0]],
])('cases by %s', async (query, expected) => {
  const { list } = await townWithCases()
  expect((await list(query)).found).toEqual(expected)
})

test('pages follow each other, newest first, and a case that comes in meanwhile shifts nothing', async () => {
  const { list, town } = await townWithCases()
  const first = await list('limit=2')
  expect(first.found).toEqual([4, 3])
  await town.open()
  const second = await list(`limit=2&cursor=${first.nextCursor}`)
  expect(second.found).toEqual([2, 1])
  const third = await list(`limit=2&cursor=${second.nextCursor}`)
  expect(third).toEqual({ found: [0], nextCursor: null })
  expect((await list('cursor=made-up')).found).toEqual([])
})

test('every fault of a query is named at once', async () => {
  const { get } = await httpTown()
  const query = 'status=late&origin=moon&limit=201&caller=anonymous&openedFrom=yesterday&openedTo=2026-11-23&colour=red'
  const answer = await get(`/api/v1/cases?${query}`)
  expect(answer.statusCode).toBe(400)
  const { code, details } = answer.json()
  expect(code).toBe('invalid')
  expect(details.map(({ in: where, path }: { in: string; path: string }) => `${where} ${path}`).sort()).toEqual([
    'query caller',
    'query colour',
    'query limit',
    'query openedFrom',
    'query openedTo',
    'query origin',
    'query status',
  ])
  for (const { message } of details) expect(message.length).toBeGreaterThan(5)
})

test.each(['limit=0', 'limit=-1', 'limit=1.5', 'limit=ten', 'limit=', 'cursor=', 'status=open&status=closed'])(
  '%s is refused',
  async (query) => {
    const { get } = await httpTown()
    expect((await get(`/api/v1/cases?${query}`)).statusCode).toBe(400)
  },
)

test('one case, with everything that happened to it', async () => {
  const { town, get, opened } = await townWithCases()
  const { caseId, number, orderId, callerRef } = opened[0]!
  const callId = town.ids.next()
  const at = town.clock.now()
  await town.ledger.commit({
    changes: [
      {
        put: 'call',
        row: {
          id: callId,
          kind: 'citizen',
          dialled: '12345',
          line: 'hotline',
          language: 'zh-CN',
          callerRef,
          routingVersion: 1,
          dutyRevision: 0,
          node: 'asterisk-1',
          holder: 'server-1',
          caseId,
          openedAt: at,
          answeredAt: at + 400,
          chosenAt: at + 5000,
          rangAt: at + 6000,
          connectedAt: at + 9000,
          endedAt: at + 60_000,
          termination: { result: 'connected', reason: 'callerHungUp' },
        },
      },
      {
        put: 'recording',
        row: {
          name: `${callId}.s`,
          kind: 'statement',
          callId,
          caseId,
          startedAt: at,
          seconds: 7,
          status: 'done',
        },
      },
    ],
  })
  const answer = await get(`/api/v1/cases/${number}`, { ...bearer, 'accept-language': 'en-GB,en;q=0.9' })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.json()).toMatchObject({
    number,
    category: 'water',
    categoryName: 'water',
    origin: 'citizen',
    status: 'dispatched',
    urgency: 'urgent',
    caller: '13912345678',
    callBack: '13912345678',
    openedAt: '2026-11-23T14:05:00.000+08:00',
    closedAt: null,
    routingVersion: 1,
    orders: [
      {
        id: orderId,
        unit: '05',
        unitName: 'waterworks',
        lead: true,
        status: 'issued',
        possible: ['accept', 'arrive', 'report', 'complete'],
      },
    ],
    deadlines: [
      {
        kind: 'accept',
        due: '2026-11-23T14:08:00.000+08:00',
        status: 'running',
        explanation: 'accept by 14:08 = issued 14:05 + 3 min (waterworks, water, urgent)',
      },
    ],
    timeline: [
      { what: 'caseOpened', actor: 'system', why: 'key 1', at: '2026-11-23T14:05:00.000+08:00' },
      { what: 'orderIssued', refs: { order: orderId } },
      { what: 'deadlineSet', after: { due: '2026-11-23T14:08:00.000+08:00', reason: { minutes: 3 } } },
      { what: 'callOver', refs: { call: callId }, after: { result: 'connected', reason: 'callerHungUp' } },
    ],
    calls: [{ id: callId, caseNumber: number, caller: '13912345678', result: 'connected', reason: 'callerHungUp' }],
    recordings: [{ name: `${callId}.s`, seconds: 7, href: `/api/v1/recordings/${callId}.s` }],
  })
  const chinese = (await get(`/api/v1/cases/${number}`)).json()
  expect(chinese.orders[0].unitName).toBe('自来水厂')
  expect(chinese.deadlines[0].explanation).toContain('接单时限 14:08')
})

test('times carry the offset of the configured zone', async () => {
  const { town } = await httpTown()
  const { number } = await town.open()
  const { get } = await httpTown({ ...town.stores, zone: 'Europe/Berlin' })
  expect((await get(`/api/v1/cases/${number}`)).json().openedAt).toBe('2026-11-23T07:05:00.000+01:00')
})

test.each(['0', '9999999999', "1' OR '1'='1", '..%2F..', '%00'])('no case has the number %s', async (number) => {
  const { get } = await httpTown()
  const answer = await get(`/api/v1/cases/${number}`)
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'noCase'])
})

test('a viewer sees masked numbers and no words of people, anywhere in a case', async () => {
  const { get, post, signIn, opened } = await townWithCases()
  const { number, orderId } = opened[0]!
  await post(`/api/v1/cases/${number}/orders/${orderId}/complete`, { result: '张先生家水管已修好' })
  const viewer = await signIn('clerk', 'reads only')
  for (const url of [`/api/v1/cases/${number}`, '/api/v1/cases', '/api/v1/units']) {
    const body = (await get(url, viewer)).body
    expect(body).not.toContain('13912345678')
    expect(body).not.toContain('13800000501')
    expect(body).not.toContain('张先生')
  }
  const seen = (await get(`/api/v1/cases/${number}`, viewer)).json()
  expect(seen).toMatchObject({ caller: '139******78', callBack: '139******78', orders: [{ result: null }] })
  expect((await get('/api/v1/units', viewer)).json().items[0].responders[0].phones[0].number).toBe('138******01')
  const administrator = (await get(`/api/v1/cases/${number}`)).json()
  expect(administrator).toMatchObject({ caller: '13912345678', orders: [{ result: '张先生家水管已修好' }] })
  expect(administrator.timeline.map(({ words }: { words: string }) => words)).toContain('张先生家水管已修好')
})

test('an erased number is gone, and the case is whole', async () => {
  const { town, get, opened } = await townWithCases()
  const { number, callerRef } = opened[0]!
  await town.ledger.commit({
    changes: [{ put: 'personal', row: { id: callerRef, kind: 'phone', value: null, at: town.clock.now() } }],
  })
  expect((await get(`/api/v1/cases/${number}`)).json()).toMatchObject({ number, caller: null, callBack: null })
})

test('the promised call back is settled, and the case without a unit is closed with it', async () => {
  const { town, get, post } = await httpTown()
  const { number } = await town.open({ unit: null, category: null, origin: 'abandoned' }, 'callBack')
  const { deadlines } = (await get(`/api/v1/cases/${number}`)).json()
  const settle = `/api/v1/cases/${number}/deadlines/${deadlines[0].id}/settle`
  const answer = await post(settle, { result: '拨错号码' })
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { closed: true, deadline: { kind: 'callBack', status: 'met' } },
  ])
  const after = (await get(`/api/v1/cases/${number}`)).json()
  expect(after).toMatchObject({ status: 'closed', closedAt: '2026-11-23T14:05:00.000+08:00' })
  const line = after.timeline.find(({ what }: { what: string }) => what === 'calledBack')
  expect(line).toMatchObject({ actor: 'api:token', words: '拨错号码' })
  expect([(await post(settle)).statusCode, (await post(settle)).json().code]).toEqual([409, 'alreadySettled'])
  expect((await post(settle.replace(deadlines[0].id, 'x'))).json().code).toBe('noDeadline')
  expect((await post(settle, { result: '', note: 1 })).json().details).toHaveLength(2)
})

test('an officer says how urgent a case is, with his reason; a viewer may not', async () => {
  const { town, get, post, signIn } = await httpTown()
  const { number } = await town.open()
  const url = `/api/v1/cases/${number}/urgency`
  const answer = await post(url, { urgency: 'critical', reason: ' two houses are flooded ' })
  expect([answer.statusCode, answer.json().urgency]).toEqual([200, 'critical'])
  const line = (await get(`/api/v1/cases/${number}`))
    .json()
    .timeline.find(({ what }: { what: string }) => what === 'urgencySet')
  expect(line).toMatchObject({ actor: 'api:token', before: { urgency: 'urgent' }, why: 'two houses are flooded' })
  const refused = await post(url, { urgency: 'extreme', reason: '' })
  expect([refused.statusCode, refused.json().details.length]).toEqual([400, 2])
  expect((await post(url.replace(number, '0'), { urgency: 'normal', reason: 'x' })).json().code).toBe('noCase')
  const viewer = await signIn('clerk', 'reads only')
  const origin = { origin: 'http://localhost', host: 'localhost' }
  expect((await post(url, { urgency: 'normal', reason: 'x' }, { ...viewer, ...origin })).statusCode).toBe(403)
})
