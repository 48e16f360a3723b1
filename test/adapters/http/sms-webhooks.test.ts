import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createHttpGateway } from '../../../src/adapters/sms/http-gateway.ts'
import { smsFileSchema } from '../../../src/adapters/sms/sms-schema.ts'
import { httpTown } from './http-town.ts'

const secret = 'a-secret-of-sixteen'
const now = Date.parse('2026-11-23T14:05:00+08:00')

/** The HTTP edge with one gateway; whatever it brings is kept, or is not, as on a full disk. */
async function townWithGateway() {
  const settings = smsFileSchema.parse({
    transports: [{ type: 'http', name: 'city', url: 'http://x', webhook: { secret } }],
  }).transports[0]
  if (settings?.type !== 'http') throw new Error('not a gateway')
  const gateway = createHttpGateway({ settings, now: () => now, newNonce: () => 'n' })
  const heard: string[] = []
  const disk = { isFull: false }
  gateway.onInbound(async ({ from, text }) => {
    if (disk.isFull) throw new Error('the disk is full')
    heard.push(`${from}: ${text}`)
  })
  gateway.onReceipt(async () => true)
  const edge = await httpTown({ smsWebhooks: { city: gateway.webhook! } })
  const post = (payload: string, change: Record<string, string> = {}, name = 'city') => {
    const timestamp = String(now / 1000)
    const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex')
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signature,
      ...change,
    }
    return edge.http.inject({ method: 'POST', url: `/api/v1/webhooks/sms/${name}`, headers, payload })
  }
  return { ...edge, heard, disk, post }
}
const reply = '{ "messages": [ { "id": "1", "from": "13800000501", "text": "１ 123" } ] }'

test('what a gateway brings, signed over its very bytes, is taken without a login', async () => {
  const { post, heard } = await townWithGateway()
  const answer = await post(reply)
  expect([answer.statusCode, answer.json()]).toEqual([200, { messages: 1, receipts: 0, unknown: 0 }])
  expect(heard).toEqual(['13800000501: １ 123'])
  expect((await post('{"receipts":[{"id":"m1","delivered":true}]}', { 'content-type': 'text/plain' })).statusCode).toBe(
    200,
  )
})

test.each([
  [{ 'x-signature': 'f'.repeat(64) }, 401, 'badSignature'],
  [{ 'x-signature': '' }, 401, 'badSignature'],
  [{ 'x-timestamp': '1' }, 401, 'badSignature'],
])('signed otherwise (%j) nothing is taken, and the log says so', async (change, status, code) => {
  const { post, heard, logged } = await townWithGateway()
  const answer = await post(reply, change as Record<string, string>)
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(heard).toEqual([])
  expect(logged.join()).toContain('a posting of a message gateway is refused')
})

test('a gateway that nobody knows, a posting that is not what was agreed', async () => {
  const { post } = await townWithGateway()
  expect((await post(reply, {}, 'other')).statusCode).toBe(404)
  expect((await post(reply, {}, '__proto__')).statusCode).toBe(404)
  const malformed = await post('{"messages":[{}]}')
  expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'invalid'])
})

test('what could not be stored is not acknowledged, and is taken when it is brought again', async () => {
  const { post, heard, disk } = await townWithGateway()
  disk.isFull = true
  expect((await post(reply)).statusCode).toBe(500)
  disk.isFull = false
  expect((await post(reply)).statusCode).toBe(200)
  expect(heard).toHaveLength(1)
})
