import { expect, test } from 'vitest'
import { httpTown } from './http-town.ts'

const why = { reason: 'typhoon: every street is closed' }

async function townWithOrder() {
  const edge = await httpTown()
  const opened = await edge.town.open()
  const [deadline] = (await edge.get('/api/v1/deadlines')).json().items
  const address = `/api/v1/cases/${opened.number}/deadlines/${deadline.id}/stop`
  return { ...edge, opened, deadline, address }
}

test('one escalation is stopped with a reason, which stands in the timeline with who it was', async () => {
  const { post, get, opened, deadline, address, town } = await townWithOrder()
  const answer = await post(address, why)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { id: deadline.id, status: 'running', due: deadline.due, nextStep: null, acknowledgedBy: 'api:token' },
  ])
  expect(town.notified).toEqual([deadline.id])
  const { timeline } = (await get(`/api/v1/cases/${opened.number}`)).json()
  expect(timeline.at(-1)).toMatchObject({ what: 'escalationStopped', actor: 'api:token', why: why.reason })
  const again = await post(address, why)
  expect([again.statusCode, again.json().code]).toEqual([409, 'alreadyAcknowledged'])
})

test('a rule is stopped: all that is given must fit, and something must be given', async () => {
  const { post } = await townWithOrder()
  const stop = async (body: object) => {
    const answer = await post('/api/v1/deadlines/stop', body)
    return [answer.statusCode, answer.json().stopped ?? answer.json().code]
  }
  expect(await stop({ kind: 'accept', unit: '10', ...why })).toEqual([200, 0])
  expect(await stop({ kind: 'accept', unit: '05', category: 'water', ...why })).toEqual([200, 1])
  expect(await stop({ kind: 'accept', ...why })).toEqual([200, 0])
  expect(await stop(why)).toEqual([400, 'invalid'])
  expect(await stop({ kind: 'accept' })).toEqual([400, 'invalid'])
  expect(await stop({ kind: 'lunch', ...why })).toEqual([400, 'invalid'])
})

test('a viewer stops nothing', async () => {
  const { post, signIn, address } = await townWithOrder()
  const viewer = await signIn('clerk', 'reads only')
  expect((await post(address, why, viewer)).statusCode).toBe(403)
  expect((await post('/api/v1/deadlines/stop', { kind: 'accept', ...why }, viewer)).statusCode).toBe(403)
})

test('an escalation of which no step is left can not be stopped', async () => {
  const { post, get, opened, deadline, address, town } = await townWithOrder()
  const row = (await town.cases.deadlines(opened.caseId)).find(({ id }) => id === deadline.id)
  if (!row) throw new Error('no deadline')
  await town.stores.ledger.commit({
    changes: [{ put: 'deadline', row: { ...row, revision: 2, stepsDone: row.ladder.length, nextStepAt: null } }],
  })
  const answer = await post(address, why)
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'nothingToStop'])
  expect((await get('/api/v1/deadlines')).json().items).toHaveLength(1)
})
