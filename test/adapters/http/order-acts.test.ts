import { expect, test } from 'vitest'
import { httpTown } from './http-town.ts'

async function townWithOrder() {
  const edge = await httpTown()
  const { number, orderId } = await edge.town.open()
  const orders = `/api/v1/cases/${number}/orders`
  const act = async (name: string, payload?: object, of = orderId) => {
    const answer = await edge.post(`${orders}/${of}/${name}`, payload)
    return { status: answer.statusCode, body: answer.json() }
  }
  const read = async () => (await edge.get(`/api/v1/cases/${number}`)).json()
  return { ...edge, number, orderId, orders, act, read }
}

test('a return, a ruling with a successor: the case says who is responsible, what is owed, and why', async () => {
  const { act, read, told, rung } = await townWithOrder()
  await act('accept')
  expect(await act('return', { reason: 'not-ours', words: ' 属交通局 ' })).toMatchObject({
    status: 200,
    body: {
      status: 'returned',
      possible: [],
      possibleFor: { unit: [], officer: ['ruling', 'withdraw'] },
      returned: { reason: 'not-ours', reasonName: '不属本单位职责', words: '属交通局', from: 'accepted' },
    },
  })
  const returned = await read()
  expect(returned).toMatchObject({ status: 'handling', responsible: { unit: '05', unitName: '自来水厂' } })
  expect(returned.deadlines.find(({ kind }: { kind: string }) => kind === 'ruling')).toMatchObject({
    due: '2026-11-23T14:35:00.000+08:00',
    explanation: '退单裁定时限 14:35 = 退单 14:05 + 30 分钟（自来水厂、自来水、紧急）',
  })
  expect(await act('accept')).toMatchObject({
    status: 409,
    body: { code: 'awaitsRuling', possible: ['ruling', 'withdraw'] },
  })
  expect(await act('ruling', { outcome: 'upheld', reason: '道路归交通局', successor: '10' })).toMatchObject({
    status: 200,
    body: {
      order: { status: 'upheld', lead: false, ruling: { outcome: 'upheld', by: 'api:token' } },
      successor: { unit: '10', lead: true, status: 'issued' },
    },
  })
  expect(rung.map(({ unit }) => unit)).toEqual(['10'])
  expect(told.map(({ status }) => status)).toEqual(['accepted', 'returned', 'upheld'])
  const ruled = await read()
  expect(ruled).toMatchObject({ status: 'dispatched', responsible: { unit: '05' } })
  const line = (what: string) => ruled.timeline.find((each: { what: string }) => each.what === what)
  expect(line('returnUpheld')).toMatchObject({ why: '道路归交通局', actor: 'api:token' })
  expect(line('orderReturned')).toMatchObject({ words: '属交通局', after: { status: 'returned', reason: 'not-ours' } })
})

test('withdrawing and moving the lead, each with its reason', async () => {
  const { act, post, orders, read, town } = await townWithOrder()
  const other = (await post(orders, { unit: '10' })).json().id
  expect(await act('lead', { reason: '主责在路' }, other)).toMatchObject({ status: 200, body: { lead: true } })
  expect(await act('withdraw', { reason: '重复派单' })).toMatchObject({ status: 200, body: { status: 'withdrawn' } })
  expect(await act('withdraw', { reason: '重复派单' })).toMatchObject({
    status: 409,
    body: { code: 'over', possible: [] },
  })
  const told = await read()
  expect(
    told.timeline.filter(({ why }: { why: string | null }) => why === '重复派单' || why === '主责在路'),
  ).toHaveLength(2)
  const { items } = await town.messages.list({}, { cursor: null, limit: 50 })
  expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['orderToTeam', 'orderLeads', 'orderWithdrawn']))
})

test('what was designated cannot be returned, and says so', async () => {
  const { act, post, orders } = await townWithOrder()
  const designated = await post(orders, { designation: 'locked-in-child' })
  expect(designated.statusCode).toBe(201)
  expect(designated.json()).toMatchObject({ unit: '10', designated: 'locked-in-child', designatedName: '孩子被锁' })
  expect(await act('return', { reason: 'not-ours' }, designated.json().id)).toMatchObject({
    status: 409,
    body: { code: 'designated', possible: expect.arrayContaining(['accept', 'withdraw']) },
  })
  const codeOf = async (designation: string) => (await post(orders, { designation })).json().code
  expect(await codeOf('cash-machine')).toBe('designatedToOfficer')
  expect(await codeOf('nothing')).toBe('unknownDesignation')
})

test.each<[string, object | undefined, number, string]>([
  ['return', { reason: 'because' }, 400, 'unknownReason'],
  ['return', undefined, 400, 'invalid'],
  ['ruling', { outcome: 'upheld', reason: 'x' }, 409, 'notReturned'],
  ['ruling', { outcome: 'split', reason: 'x' }, 400, 'invalid'],
  ['ruling', { outcome: 'overruled', reason: 'x', successor: '10' }, 400, 'successorOfNone'],
  ['ruling', { outcome: 'upheld', reason: 'x', successor: '99' }, 400, 'unknownUnit'],
  ['withdraw', {}, 400, 'invalid'],
  ['withdraw', { reason: ' ' }, 400, 'invalid'],
  ['lead', {}, 400, 'invalid'],
])('%s with %j: %i %s', async (name, payload, status, code) => {
  const { act } = await townWithOrder()
  expect(await act(name, payload)).toMatchObject({ status, body: { code } })
})
