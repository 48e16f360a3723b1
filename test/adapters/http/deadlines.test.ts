import { expect, test } from 'vitest'
import { httpTown } from './http-town.ts'

const minutes = (count: number) => count * 60_000

/** Two cases: one whose order is to be accepted by 14:08, one with a call back owed until 14:40 and to be dispatched by 14:11. */
async function townWithDeadlines() {
  const edge = await httpTown()
  const ordered = await edge.town.open()
  edge.town.clock.advance(minutes(5)) // 14:10
  const owed = await edge.town.open({ unit: null, category: null }, 'callBack')
  const list = async (query = '') => {
    const answer = await edge.get(`/api/v1/deadlines${query}`, { ...bearerInEnglish })
    return { status: answer.statusCode, ...answer.json() }
  }
  return { ...edge, ordered, owed, list }
}
const bearerInEnglish = { authorization: 'Bearer a-token-for-scripts-0001', 'accept-language': 'en' }

test('the deadlines that run are listed, soonest due first, with case, unit and what happens next', async () => {
  const { list, ordered, owed } = await townWithDeadlines()
  const { items, nextCursor } = await list()
  expect(nextCursor).toBeNull()
  expect(items).toMatchObject([
    {
      kind: 'accept',
      caseNumber: ordered.number,
      orderId: ordered.orderId,
      unit: '05',
      unitName: 'waterworks',
      due: '2026-11-23T14:08:00.000+08:00',
      status: 'running',
      stepsDone: 0,
      nextStep: { at: '2026-11-23T14:08:00.000+08:00', by: 'sms', to: 'responders' },
      acknowledgedBy: null,
      explanation: 'accept by 14:08 = issued 14:05 + 3 min (waterworks, water, urgent)',
    },
    { kind: 'dispatch', caseNumber: owed.number, unit: null, unitName: null, due: '2026-11-23T14:11:00.000+08:00' },
    { kind: 'callBack', caseNumber: owed.number, due: '2026-11-23T14:40:00.000+08:00' },
  ])
})

test.each([
  ['?overdue=true', ['accept']],
  ['?overdue=false', ['accept', 'dispatch', 'callBack']],
  ['?kind=callBack', ['callBack']],
  ['?due=2026-11-23T14:11:00%2B08:00', ['accept', 'dispatch']],
  ['?due=2026-11-23T14:10:59.999%2B08:00', ['accept']],
  ['?due=2026-11-23T14:11:00%2B08:00&overdue=true', ['accept']],
  ['?due=2026-11-23T14:07:00%2B08:00', []],
])('%s finds %j', async (query, kinds) => {
  const { list } = await townWithDeadlines()
  expect((await list(query)).items.map(({ kind }: { kind: string }) => kind)).toEqual(kinds)
})

test('the instant itself is not overdue yet', async () => {
  const { list, town } = await townWithDeadlines()
  town.clock.advance(minutes(1)) // 14:11
  expect((await list('?overdue=true')).items).toHaveLength(1)
  town.clock.advance(1)
  expect((await list('?overdue=true')).items).toHaveLength(2)
})

test('pages go on where the one before ended', async () => {
  const { list } = await townWithDeadlines()
  const first = await list('?limit=2')
  const second = await list(`?limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map(({ kind }: { kind: string }) => kind)).toEqual([
    'accept',
    'dispatch',
    'callBack',
  ])
  expect(second.nextCursor).toBeNull()
  expect((await list('?cursor=nonsense')).items).toEqual([])
})

test.each(['?due=tomorrow', '?overdue=maybe', '?kind=lunch', '?limit=0'])('%s is refused', async (query) => {
  const { list } = await townWithDeadlines()
  expect(await list(query)).toMatchObject({ status: 400, code: 'invalid' })
})

test('taking note stops the ladder, is a line of the timeline, and tells the call under way', async () => {
  const { post, get, list, ordered, town } = await townWithDeadlines()
  const [deadline] = (await list()).items
  const address = `/api/v1/cases/${ordered.number}/deadlines/${deadline.id}/acknowledge`
  const answer = await post(address)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { id: deadline.id, status: 'running', acknowledgedBy: 'api:token', nextStep: null },
  ])
  expect(town.notified).toEqual([deadline.id])
  const { timeline, deadlines } = (await get(`/api/v1/cases/${ordered.number}`)).json()
  expect(timeline.at(-1)).toMatchObject({
    what: 'escalationAcknowledged',
    actor: 'api:token',
    refs: { deadline: deadline.id },
    at: '2026-11-23T14:10:00.000+08:00',
  })
  expect(deadlines[0]).toMatchObject({ acknowledgedBy: 'api:token', nextStep: null, status: 'running' })

  const again = await post(address)
  expect([again.statusCode, again.json().code]).toEqual([409, 'alreadyAcknowledged'])
  expect(town.notified).toHaveLength(1)
})

test('what is no deadline, or is owed no more, is refused', async () => {
  const { post, list, ordered, owed, town } = await townWithDeadlines()
  const [deadline] = (await list()).items
  const acknowledge = async (number: string, id: string) =>
    (await post(`/api/v1/cases/${number}/deadlines/${id}/acknowledge`)).json().code
  expect(await acknowledge('0', deadline.id)).toBe('noCase')
  expect(await acknowledge(owed.number, deadline.id)).toBe('noDeadline')
  await post(`/api/v1/cases/${ordered.number}/orders/${ordered.orderId}/accept`)
  expect(await acknowledge(ordered.number, deadline.id)).toBe('alreadySettled')
  expect(town.notified).toEqual([])
})

test('a viewer sees the list and can take note of nothing', async () => {
  const { get, post, signIn, ordered, list } = await townWithDeadlines()
  const viewer = await signIn('clerk', 'reads only')
  expect((await get('/api/v1/deadlines', viewer)).statusCode).toBe(200)
  const [deadline] = (await list()).items
  const answer = await post(`/api/v1/cases/${ordered.number}/deadlines/${deadline.id}/acknowledge`, undefined, viewer)
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden'])
})

test('a deadline that was settled is told to the call under way', async () => {
  const { post, list, owed, town } = await townWithDeadlines()
  const [, , callBack] = (await list()).items
  await post(`/api/v1/cases/${owed.number}/deadlines/${callBack.id}/settle`)
  expect(town.notified).toEqual([callBack.id])
})
