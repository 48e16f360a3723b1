import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

async function townWithOrder() {
  const edge = await httpTown()
  const { number, orderId } = await edge.town.open()
  const orders = `/api/v1/cases/${number}/orders`
  const step = async (name: string, payload?: object, headers?: Record<string, string>) => {
    const answer = await edge.post(`${orders}/${orderId}/${name}`, payload, headers)
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...edge, number, orderId, orders, step }
}

test('a unit accepts, arrives, completes and feeds back, the officer closes; each step says what is possible next', async () => {
  const { step, told, get, number, signIn } = await townWithOrder()
  const cookie = await signIn()
  expect(await step('accept', undefined, cookie)).toMatchObject({
    status: 200,
    body: {
      status: 'accepted',
      acceptedBy: 'api:admin',
      possible: ['arrive', 'report', 'complete'],
      unitName: '自来水厂',
    },
  })
  expect(await step('arrive')).toMatchObject({
    status: 200,
    body: { status: 'arrived', possible: ['report', 'complete'] },
  })
  expect(await step('complete', { result: ' 水管已修好 ' })).toMatchObject({
    status: 200,
    body: { status: 'completed', result: '水管已修好', possible: ['feedback'] },
  })
  expect(await step('feedback', {})).toMatchObject({
    body: { status: 'fedBack', result: '水管已修好', possible: ['close'] },
  })
  expect(await step('close')).toMatchObject({ body: { status: 'closed', possible: [] } })
  expect((await get(`/api/v1/cases/${number}`)).json()).toMatchObject({ status: 'closed' })
  expect(told.map(({ status, by }) => `${status} ${by}`)).toEqual([
    'accepted api:admin',
    'arrived api:token',
    'completed api:token',
    'fedBack api:token',
    'closed api:token',
  ])
})

test.each([
  ['feedback', 'notYet', ['accept', 'arrive', 'report', 'complete']],
  ['close', 'notYet', ['accept', 'arrive', 'report', 'complete']],
])('%s of a new order is refused with the steps that are possible', async (name, code, possible) => {
  const { step, told } = await townWithOrder()
  expect(await step(name)).toMatchObject({ status: 409, body: { code, possible, details: [] } })
  expect(told).toEqual([])
})

test('accepting twice is refused the second time', async () => {
  const { step } = await townWithOrder()
  await step('accept')
  expect(await step('accept')).toMatchObject({
    status: 409,
    body: { code: 'alreadyDone', possible: ['arrive', 'report', 'complete'] },
  })
})

test.each([
  ['accept', { result: 'words where none belong' }],
  ['complete', { result: '' }],
  ['complete', { result: '  ' }],
  ['complete', { result: 7 }],
  ['complete', { result: 'x'.repeat(4001) }],
  ['feedback', { outcome: 'x' }],
  ['close', []],
])('%s with %j is refused, and nothing happens', async (name, payload) => {
  const { step, told } = await townWithOrder()
  expect(await step(name, payload)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(told).toEqual([])
})

test.each(['notify', 'feedBack', 'rule', 'ACCEPT'])('there is no step %s', async (name) => {
  const { step } = await townWithOrder()
  expect(await step(name)).toMatchObject({ status: 404, body: { code: 'notFound' } })
})

test('a step without a body may say that its body is JSON', async () => {
  const { http, orders, orderId } = await townWithOrder()
  const headers = { ...bearer, 'content-type': 'application/json' }
  const answer = await http.inject({ method: 'POST', url: `${orders}/${orderId}/accept`, headers })
  expect(answer.statusCode).toBe(200)
})

test('an order of another case, an unknown order, an unknown case', async () => {
  const { post, town, number } = await townWithOrder()
  const other = await town.open()
  const codeOf = async (url: string) => (await post(url)).json().code
  expect(await codeOf(`/api/v1/cases/${number}/orders/${other.orderId}/accept`)).toBe('noOrder')
  expect(await codeOf(`/api/v1/cases/${number}/orders/x/accept`)).toBe('noOrder')
  expect(await codeOf(`/api/v1/cases/0/orders/${other.orderId}/accept`)).toBe('noCase')
})

test('one more unit gets an order, once', async () => {
  const { post, orders, get, number, rung, town } = await townWithOrder()
  const issued = await post(orders, { unit: '10' })
  expect(issued.statusCode).toBe(201)
  expect(issued.json()).toMatchObject({ unit: '10', unitName: '交通局', lead: false, status: 'issued' })
  expect(issued.json().code).toMatch(/^\d{3,4}$/)
  expect((await get(`/api/v1/cases/${number}`)).json().orders).toHaveLength(2)
  const again = await post(orders, { unit: '10' })
  expect([again.statusCode, again.json().code]).toEqual([409, 'alreadyOrdered'])
  // Its team is told: by message with the order's own commit, and rung, once.
  expect(rung.map(({ unit, code }) => [unit, code])).toEqual([['10', issued.json().code]])
  const { items } = await town.messages.list({}, { cursor: null, limit: 10 })
  const toTeam = ['orderToTeam', issued.json().id]
  expect(items.map(({ kind, orderId }) => [kind, orderId])).toEqual([toTeam, toTeam])
})

test.each([
  [{ unit: '99' }, 400, 'unknownUnit'],
  [{ unit: '' }, 400, 'invalid'],
  [{}, 400, 'invalid'],
  [undefined, 400, 'invalid'],
  [{ unit: '10', lead: true }, 400, 'invalid'],
])('an order for %j: %i %s', async (payload, status, code) => {
  const { post, orders } = await townWithOrder()
  const answer = await post(orders, payload)
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(answer.json().details.length).toBeGreaterThan(0)
})
