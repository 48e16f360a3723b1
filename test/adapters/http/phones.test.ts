import { expect, test } from 'vitest'
import { aCall, put } from '../../contracts/records.ts'
import { monday } from '../../support/small-town.ts'
import { httpTown } from './http-town.ts'

test('telephones that nobody has answered, masked for whoever may not see numbers', async () => {
  const { town, get, signIn } = await httpTown()
  const all = (await get('/api/v1/phones/untested')).json()
  expect(all.days).toBeNull()
  expect(all.items[0]).toEqual({
    number: '13800000501',
    person: expect.any(String),
    unit: '05',
    lastAnswered: null,
  })
  const call = aCall()
  const { number, person } = all.items[0]
  const answer = { number, person, at: monday - 3 * 86_400_000, callId: call.id }
  await town.stores.ledger.commit({ changes: [put.call(call), { put: 'phoneAnswer', row: answer }] })
  expect((await get('/api/v1/phones/untested')).json().items).toEqual(all.items.slice(1))
  const strict = (await get('/api/v1/phones/untested?days=2')).json()
  expect([strict.days, strict.items[0].lastAnswered]).toEqual([2, '2026-11-20'])
  const viewer = await signIn('clerk', 'reads only')
  expect((await get('/api/v1/phones/untested?days=2', viewer)).body).not.toContain('13800000501')
  expect((await get('/api/v1/phones/untested?days=0')).statusCode).toBe(400)
})

test('telephones are called by those of the table alone', async () => {
  const { post } = await httpTown()
  const asked = await post('/api/v1/phones/tests', { numbers: ['+86 138 0000 0501'] })
  expect([asked.statusCode, asked.json().items]).toMatchObject([202, [{ number: '13800000501', unit: '05' }]])
  expect((await post('/api/v1/phones/tests')).json().items.length).toBeGreaterThan(1)
  const refused = await post('/api/v1/phones/tests', { numbers: ['13800000501', '19000000000'] })
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'unknownPhone'])
  expect(refused.json().details).toMatchObject([{ path: 'numbers', message: 'no telephone 19000000000' }])
})
