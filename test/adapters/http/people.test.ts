import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

async function townWithPeople() {
  const edge = await httpTown()
  const put = async (person: string, payload: object, headers: Record<string, string> = bearer) => {
    const answer = await edge.http.inject({ method: 'PUT', url: `/api/v1/people/${person}/pin`, headers, payload })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  return { ...edge, put }
}

test('a PIN is set and answered with nothing; it stands in no log', async () => {
  const { put, town, logged } = await townWithPeople()
  expect(await put('duty', { pin: '4711' })).toEqual({ status: 204, body: null })
  expect(await town.pins.read('duty')).toMatchObject({ hash: 'plain:4711', setBy: 'api:token' })
  expect(logged.join('\n')).toContain('a PIN was set')
  expect(logged.join('\n')).not.toContain('4711')
})

test.each([
  ['12', '4 to 8 digits'],
  ['47a1', 'digits alone'],
  ['1111', 'anybody would try'],
])('the PIN %s is refused, with what is wrong', async (pin, words) => {
  const { put, town } = await townWithPeople()
  expect(await put('duty', { pin })).toMatchObject({
    status: 400,
    body: { code: 'invalid', details: [{ in: 'body', path: 'pin', message: expect.stringContaining(words) }] },
  })
  expect(await town.pins.read('duty')).toBeNull()
})

test('only for people of the centre, and only by an administrator', async () => {
  const { put, signIn } = await townWithPeople()
  expect(await put('0501', { pin: '4711' })).toMatchObject({ status: 404, body: { code: 'noPerson' } })
  const clerk = { ...(await signIn('clerk', 'reads only')), origin: 'http://localhost' }
  expect((await put('duty', { pin: '4711' }, clerk)).status).toBe(403)
})
