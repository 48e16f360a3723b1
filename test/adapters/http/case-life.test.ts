import { expect, test } from 'vitest'
import { httpTown } from './http-town.ts'

async function edgeOfTown() {
  const edge = await httpTown()
  const post = async (path: string, body?: object, headers?: Record<string, string>) => {
    const answer = await edge.post(`/api/v1${path}`, body, headers)
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...edge, ask: post }
}

test('a case that came by no call is opened, reopened once, and followed by another', async () => {
  const { ask, town } = await edgeOfTown()
  const words = { caller: '+86 139 0000 0001', words: '东门水管爆裂' }
  const opened = await ask('/cases', { category: 'water', ...words })
  expect(opened).toMatchObject({
    status: 201,
    body: { origin: 'officer', status: 'dispatched', caller: '13900000001', words: '东门水管爆裂' },
  })
  const { number, orders } = opened.body as { number: string; orders: readonly { id: string; unit: string }[] }
  expect(orders).toMatchObject([{ unit: '05', lead: true, status: 'issued' }])
  const order = `/cases/${number}/orders/${orders[0]?.id}`
  expect(await ask(`/cases/${number}/reopen`, { reason: 'not done' })).toMatchObject({
    status: 409,
    body: { code: 'notClosed' },
  })
  for (const step of ['accept', 'complete', 'feedback', 'close']) await ask(`${order}/${step}`, {})
  town.clock.advance(60_000)
  expect(await ask(`/cases/${number}/reopen`, { reason: 'not done', unit: '05' })).toMatchObject({
    status: 200,
    body: { status: 'dispatched' },
  })
  const again = (await town.cases.byNumber(number))!
  const [, second] = await town.cases.orders(again.id)
  town.clock.advance(60_000)
  for (const step of ['accept', 'complete', 'feedback', 'close'])
    await ask(`/cases/${number}/orders/${second?.id}/${step}`, {})
  expect(await ask(`/cases/${number}/reopen`, { reason: 'still not' })).toMatchObject({
    status: 409,
    body: { code: 'alreadyReopened', possible: ['open'] },
  })
  expect(await ask('/cases', { category: 'water', follows: number })).toMatchObject({ status: 201 })
})

test('a case is referred, another is cancelled; what is over is refused', async () => {
  const { ask, town } = await edgeOfTown()
  const [first, second] = [await town.open(), await town.open()]
  const [emergency] = (await town.routing.current())!.table.emergencies
  expect(await ask(`/cases/${first.number}/refer`, { to: emergency?.id, reason: 'theirs' })).toMatchObject({
    status: 200,
    body: { status: 'referred', referredTo: emergency?.id, orders: [{ status: 'withdrawn' }] },
  })
  expect(await ask(`/cases/${first.number}/refer`, { to: 'mars', reason: 'x' })).toMatchObject({
    status: 400,
    body: { code: 'unknownDestination' },
  })
  const cancel = () => ask(`/cases/${second.number}/cancel`, { because: 'mistake', reason: 'wrong street' })
  expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } })
  expect(await cancel()).toMatchObject({ status: 409, body: { code: 'caseOver' } })
  expect(await ask('/cases/1/cancel', { because: 'mistake', reason: 'x' })).toMatchObject({ status: 404 })
})

test.each([
  [{ category: 'nothing' }, 'unknownCategory'],
  [{ category: 'water', area: 'nowhere' }, 'unknownArea'],
  [{ category: 'water', registeredBy: '99' }, 'unknownUnit'],
  [{ category: 'water', answer: 'perhaps' }, 'unknownAnswer'],
])('%o can not be opened', async (body, code) => {
  const { ask } = await edgeOfTown()
  expect(await ask('/cases', body)).toMatchObject({ status: 400, body: { code } })
})

test('only an officer opens and ends cases', async () => {
  const { ask, town, signIn } = await edgeOfTown()
  const { number } = await town.open()
  const viewer = { ...(await signIn('clerk', 'reads only')), origin: 'http://localhost' }
  expect((await ask('/cases', { category: 'water' }, viewer)).status).toBe(403)
  for (const [act, body] of [
    ['reopen', { reason: 'x' }],
    ['refer', { to: '110', reason: 'x' }],
    ['cancel', { because: 'mistake', reason: 'x' }],
  ] as const)
    expect((await ask(`/cases/${number}/${act}`, body, viewer)).status).toBe(403)
})
