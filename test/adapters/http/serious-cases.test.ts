import { expect, test } from 'vitest'
import { seriousTable } from '../../support/serious-table.ts'
import { bearer, httpTown } from './http-town.ts'

async function townWithCase() {
  const edge = await httpTown({}, seriousTable)
  const { number, orderId } = await edge.town.open()
  const act = async (path: string, payload?: object, headers: Record<string, string> = bearer) => {
    const answer = await edge.post(`/api/v1/cases/${number}/${path}`, payload, headers)
    return { status: answer.statusCode, body: answer.json() }
  }
  const listed = async (query: string) =>
    (await edge.get(`/api/v1/cases?${query}`)).json().items.map((item: { number: string }) => item.number)
  return { ...edge, number, orderId, act, listed }
}

test('a case is marked as serious: answered with what it is then, listed, and its further teams are rung', async () => {
  const { act, number, orderId, rung, listed } = await townWithCase()
  expect(await listed('serious=true')).toEqual([])
  const done = await act('serious', { kind: 'casualties', words: 'one hurt', order: orderId })
  expect(done).toMatchObject({
    status: 200,
    body: {
      urgency: 'critical',
      serious: [{ kind: 'casualties', name: '人员伤亡', by: 'api:token', at: '2026-11-23T14:05:00.000+08:00' }],
      supervision: null,
    },
  })
  expect(done.body.orders.map(({ unit, lead }: { unit: string; lead: boolean }) => [unit, lead])).toEqual([
    ['05', true],
    ['10', false],
    ['03', false],
  ])
  expect(done.body.timeline).toContainEqual(
    expect.objectContaining({ what: 'caseMarkedSerious', actor: 'api:token', words: 'one hurt' }),
  )
  expect(rung.map(({ unit }) => unit)).toEqual(['10', '03'])
  expect(await listed('serious=true')).toEqual([number])
  expect(await listed('serious=false')).toEqual([])
  // A retry changes nothing.
  const again = await act('serious', { kind: 'casualties' })
  expect(again.body.timeline).toHaveLength(done.body.timeline.length)
})

test('reinforcement is asked for once; then the answer names the units that have orders', async () => {
  const { act } = await townWithCase()
  expect(await act('reinforcements', { reason: 'the pit is deep' })).toMatchObject({
    status: 200,
    body: { urgency: 'urgent', serious: [{ kind: 'reinforcement' }] },
  })
  expect(await act('reinforcements', { reason: 'still' })).toMatchObject({
    status: 409,
    body: {
      code: 'allOrdered',
      details: [
        { unit: '10', status: 'issued' },
        { unit: '03', status: 'issued' },
      ],
    },
  })
})

test('a case is put under supervision, listed, and lifted again', async () => {
  const { act, number, listed } = await townWithCase()
  expect(await act('supervision', { class: 'complex', reason: 'three offices' })).toMatchObject({
    status: 200,
    body: { supervision: { class: 'complex', name: '复杂', by: 'api:token' } },
  })
  expect(await listed('supervised=true')).toEqual([number])
  expect(await act('supervision', { class: 'major', reason: 'more' })).toMatchObject({
    status: 409,
    body: { code: 'alreadySupervised' },
  })
  expect(await act('supervision/lift', { reason: 'settled' })).toMatchObject({
    status: 200,
    body: { supervision: null },
  })
  expect(await act('supervision/lift', { reason: 'settled' })).toMatchObject({ body: { code: 'notSupervised' } })
  expect(await listed('supervised=true')).toEqual([])
})

test('the situation is reported, a feedback is sent back and told with its reason', async () => {
  const { act, orderId, get, number } = await townWithCase()
  const step = (name: string, payload?: object) => act(`orders/${orderId}/${name}`, payload)
  expect(await step('report', { result: 'two houses' })).toMatchObject({
    status: 200,
    body: { status: 'arrived', situation: 'two houses', skipped: ['accepted', 'arrived'], sentBack: 0 },
  })
  expect(await step('feedback/send-back', { reason: 'too early' })).toMatchObject({
    status: 409,
    body: { code: 'notYet', possible: ['report', 'complete'] },
  })
  await step('complete')
  await step('feedback', { result: 'mended' })
  expect(await step('feedback/send-back', { reason: 'who was told?' })).toMatchObject({
    status: 200,
    body: { status: 'completed', sentBack: 1, possible: ['feedback'] },
  })
  const { timeline, deadlines } = (await get(`/api/v1/cases/${number}`)).json()
  expect(timeline).toContainEqual(expect.objectContaining({ what: 'feedbackSentBack', words: 'who was told?' }))
  expect(deadlines).toContainEqual(
    expect.objectContaining({
      kind: 'feedback',
      status: 'running',
      explanation: '反馈时限 18:05 = 退回反馈 14:05 + 4 小时（自来水厂、自来水、紧急）',
    }),
  )
})

test.each([
  ['serious', { kind: 'fire' }, 400, 'unknownKind'],
  ['serious', {}, 400, 'invalid'],
  ['serious', { kind: 'grave', words: '' }, 400, 'invalid'],
  ['serious', { kind: 'grave', order: 'nobody' }, 404, 'noOrder'],
  ['reinforcements', {}, 400, 'invalid'],
  ['reinforcements', { reason: 'x', order: 'nobody' }, 404, 'noOrder'],
  ['supervision', { class: 'odd', reason: 'x' }, 400, 'unknownClass'],
  ['supervision', { class: 'major' }, 400, 'invalid'],
  ['orders/nobody/report', { result: 'x' }, 404, 'noOrder'],
  ['orders/nobody/report', undefined, 400, 'invalid'],
  ['orders/nobody/feedback/send-back', { reason: 'x' }, 404, 'noOrder'],
])('%s with %j is refused: %i %s', async (path, payload, status, code) => {
  const { act, get, number } = await townWithCase()
  const before = (await get(`/api/v1/cases/${number}`)).json()
  expect(await act(path, payload)).toMatchObject({ status, body: { code } })
  expect((await get(`/api/v1/cases/${number}`)).json()).toEqual(before)
})

test('a case that nobody knows is told so, and whoever only reads may do none of it', async () => {
  const { act, post, orderId } = await townWithCase()
  for (const path of ['serious', 'reinforcements', 'supervision', 'supervision/lift'])
    expect((await post(`/api/v1/cases/1/${path}`, { kind: 'grave', reason: 'x', class: 'major' })).statusCode).not.toBe(
      200,
    )
  const clerk = { authorization: `Basic ${Buffer.from('clerk:reads only').toString('base64')}` }
  for (const path of ['serious', 'reinforcements', 'supervision', 'supervision/lift', `orders/${orderId}/report`])
    expect(await act(path, {}, clerk)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
})
