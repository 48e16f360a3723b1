import { expect, test } from 'vitest'
import { settledDeadline } from '../../../src/domain/clocks/set-deadline.ts'
import { httpTown } from './http-town.ts'

test('an administrator erases with a reason; an open case is refused, and nobody else may', async () => {
  const { town, post, signIn } = await httpTown()
  const { caseId } = await town.open()
  const row = await town.cases.byId(caseId)
  const of = { case: row?.number ?? '' }
  const open = await post('/api/v1/erasures', { of, reason: 'asked' })
  expect([open.statusCode, open.json().code]).toEqual([409, 'caseStillOpen'])
  await town.stores.ledger.commit({
    changes: [
      { put: 'case', row: { ...row!, revision: row!.revision + 1, status: 'closed', closedAt: 1 } },
      ...(await town.cases.orders(caseId)).map(
        (order) => ({ put: 'order', row: { ...order, revision: order.revision + 1, status: 'closed' } }) as const,
      ),
      ...(await town.cases.deadlines(caseId)).map(
        (one) => ({ put: 'deadline', row: settledDeadline(one, 'met', 1) }) as const,
      ),
    ],
  })
  const check = await post('/api/v1/erasures', { of, reason: 'asked', check: true })
  expect(check.json().items[0].left.phone).toBeGreaterThan(0)
  const done = await post('/api/v1/erasures', { of, reason: 'asked' })
  expect(done.json()).toEqual({
    items: [{ case: of.case, erased: check.json().items[0].left, left: {}, refused: null }],
    nextCursor: null,
  })
  expect((await town.cases.timeline(caseId)).at(-1)).toMatchObject({ what: 'personalDataErased', why: 'asked' })
  expect((await post('/api/v1/erasures', { of })).statusCode).toBe(400)
  expect((await post('/api/v1/erasures', { of: { case: '1' }, reason: 'x' })).json().code).toBe('noCase')
  const viewer = { ...(await signIn('clerk', 'reads only')), origin: 'http://localhost' }
  expect((await post('/api/v1/erasures', { of, reason: 'x' }, viewer)).statusCode).toBe(403)
})
