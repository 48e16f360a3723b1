import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttpGateway } from '../../../src/adapters/sms/http-gateway.ts'
import { type HttpGatewaySettings, smsFileSchema } from '../../../src/adapters/sms/sms-schema.ts'
import type { OutgoingSms } from '../../../src/application/ports/sms-transport.ts'

const now = Date.parse('2026-11-23T14:05:00+08:00')
const secret = 'a-secret-of-sixteen'
const order: OutgoingSms = {
  id: 'm-1',
  to: '13800000501',
  text: '新指令123："水管"爆裂',
  kind: 'orderToTeam',
  language: 'zh-CN',
  variables: { code: '123', category: '"水管"' },
  expiresAt: Date.UTC(2026, 2, 3, 4, 0),
}

type Got = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A gateway in this process that keeps what it got and answers as told. */
async function gatewayAt(
  answer: (got: Got) => { status: number; body?: string; headers?: Record<string, string> } | null,
) {
  const got: Got[] = []
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    got.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    const how = answer(got.at(-1)!)
    if (how !== null) response.writeHead(how.status, how.headers).end(how.body ?? '')
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function gatewayOf(settings: Partial<Record<keyof HttpGatewaySettings, unknown>> & { readonly url: string }) {
  const parsed = smsFileSchema.parse({ transports: [{ type: 'http', name: 'city', ...settings }] }).transports[0]
  if (parsed?.type !== 'http') throw new Error('not a gateway')
  return createHttpGateway({ settings: parsed, now: () => now, newNonce: () => 'nonce-1' })
}

describe('a message to an HTTP gateway', () => {
  it('is written as its settings say: JSON, with template and variables, whatever stands in them', async () => {
    const { got, url } = await gatewayAt(() => ({ status: 200, body: '{"code":"OK","data":[{"id":77}]}' }))
    const gateway = gatewayOf({
      url: `${url}/send/{number}`,
      headers: { 'X-Key': 'k', 'X-Id': '{id}' },
      body: '{"to":"{number}","text":"{text}","template":"{templateId}","params":{variables},"left":"{other}"}',
      templates: { orderToTeam: 'T2' },
      signature: '一号通',
      success: { field: 'code', equals: ['OK'] },
      reference: 'data.0.id',
    })
    expect(await gateway.send(order)).toEqual({ ok: true, reference: '77', isDelivered: false })
    expect(got[0]).toMatchObject({ method: 'POST', url: '/send/13800000501' })
    expect(got[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'k', 'x-id': 'm-1' })
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      to: '13800000501',
      text: '【一号通】新指令123："水管"爆裂',
      template: 'T2',
      params: order.variables,
      left: '{other}',
    })
  })

  it('is written as a form, or into the address alone', async () => {
    const { got, url } = await gatewayAt(() => ({ status: 202 }))
    await gatewayOf({ url, encoding: 'form', body: 'to={number}&text={text}&v={variables}' }).send(order)
    const form = new URLSearchParams(got[0]?.body)
    expect([form.get('to'), form.get('text'), form.get('v')]).toEqual([
      order.to,
      order.text,
      JSON.stringify(order.variables),
    ])
    await gatewayOf({ url: `${url}/?to={number}&text={text}`, method: 'GET' }).send(order)
    expect(new URL(got[1]?.url ?? '', url).searchParams.get('text')).toBe(order.text)
    expect(got[1]?.body).toBe('')
  })

  it('is signed over exactly what is sent', async () => {
    const { got, url } = await gatewayAt(() => ({ status: 200 }))
    const sign = {
      secret,
      over: '{method} {path} {timestamp} {nonce} {body}',
      encoding: 'base64',
      nonceHeader: 'X-Nonce',
    }
    await gatewayOf({ url: `${url}/a?b=1`, body: '{"t":"{text}"}', sign }).send(order)
    const { headers, body } = got[0]!
    expect(headers).toMatchObject({ 'x-timestamp': String(now / 1000), 'x-nonce': 'nonce-1' })
    const over = `POST /a?b=1 ${now / 1000} nonce-1 ${body}`
    expect(headers['x-signature']).toBe(createHmac('sha256', secret).update(over).digest('base64'))
  })

  it('of a kind without an approved template is not sent this way, and not tried again', async () => {
    const { got, url } = await gatewayAt(() => ({ status: 200 }))
    const gateway = gatewayOf({ url, templates: { caseNumber: 'T1' } })
    expect(await gateway.send(order)).toMatchObject({ ok: false, reason: 'rejected', isFinal: true })
    expect(got).toEqual([])
  })

  const failures = { field: 'code', noSuchNumber: ['E1', 404], throttled: ['E2'], final: ['E3'] }
  it.each([
    [200, '{"code":"OK"}', { ok: true }],
    [200, '{"code":"E1"}', { reason: 'noSuchNumber', isFinal: true }],
    [200, '{"code":404}', { reason: 'noSuchNumber', isFinal: true }],
    [200, '{"code":"E2"}', { reason: 'throttled', isFinal: false }],
    [400, '{"code":"E3"}', { reason: 'rejected', isFinal: true }],
    [400, '{"code":"E9"}', { reason: 'rejected', isFinal: false }],
    [200, 'welcome', { reason: 'rejected', isFinal: false }],
    [200, '{"code":null}', { reason: 'rejected', isFinal: false }],
    [429, 'slow down', { reason: 'throttled', isFinal: false }],
    [400, 'no way to 13800000501', { reason: 'rejected', detail: 'HTTP 400 no way to 138******01' }],
    [503, '<html>', { reason: 'unreachable', isFinal: false, detail: 'HTTP 503 <html>' }],
  ])('answered %i %s', async (status, body, outcome) => {
    const { url } = await gatewayAt(() => ({ status, body }))
    const gateway = gatewayOf({ url, success: { field: 'code', equals: ['OK'] }, failures })
    expect(await gateway.send(order)).toMatchObject(outcome)
  })

  it('does not follow a redirect, which would take a number somewhere else', async () => {
    const elsewhere = await gatewayAt(() => ({ status: 200 }))
    const { url } = await gatewayAt(() => ({ status: 307, headers: { location: elsewhere.url } }))
    expect(await gatewayOf({ url }).send(order)).toMatchObject({ ok: false, reason: 'rejected' })
    expect(elsewhere.got).toEqual([])
  })

  it('reads no answer to its end that never ends', async () => {
    const { url } = await gatewayAt(() => ({ status: 500, body: 'x'.repeat(5_000_000) }))
    const outcome = await gatewayOf({ url }).send(order)
    expect(outcome.ok ? '' : outcome.detail).toHaveLength('HTTP 500 '.length + 200)
  })

  it('is unreachable where nobody listens or nobody answers, and says which', async () => {
    const closed = gatewayOf({ url: 'http://127.0.0.1:9' })
    expect(await closed.send(order)).toMatchObject({ reason: 'unreachable', isFinal: false, detail: /ECONNREFUSED/ })
    const { url } = await gatewayAt(() => null)
    expect(await gatewayOf({ url, timeoutSeconds: 1 }).send(order)).toMatchObject({
      reason: 'unreachable',
      detail: 'no answer within 1 s',
    })
  })
})

describe('what a gateway brings', () => {
  const signed = (body: string, timestamp = String(now / 1000), key = secret) => ({
    timestamp,
    signature: createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex'),
    body: Buffer.from(body),
  })
  function knocking() {
    const gateway = gatewayOf({ url: 'http://x', webhook: { secret } })
    const heard: string[] = []
    gateway.onInbound(async ({ transportId, from, text }) => void heard.push(`${transportId} ${from}: ${text}`))
    gateway.onReceipt(async ({ reference, isDelivered }) => {
      heard.push(`${reference} ${isDelivered}`)
      return reference === 'known'
    })
    if (gateway.webhook === null) throw new Error('there is no webhook')
    return { gateway, webhook: gateway.webhook, heard }
  }

  it('is taken, messages and receipts, and it is told how many are not known', async () => {
    const { webhook, heard, gateway } = knocking()
    const body = JSON.stringify({
      messages: [{ id: 'in-1', from: '+8613800000501', text: '１ 123' }],
      receipts: [
        { reference: 'known', delivered: true },
        { reference: 'other', delivered: false, detail: 'absent' },
      ],
    })
    expect(await webhook(signed(body))).toEqual({ ok: true, messages: 1, receipts: 2, unknown: 1 })
    expect(heard).toEqual(['in-1 +8613800000501: １ 123', 'known true', 'other false'])
    expect(gateway.capabilities).toMatchObject({ receipts: true, replies: true })
  })

  it.each([
    ['with another secret', signed('{}', String(now / 1000), 'not-the-agreed-secret'), 'unsigned'],
    ['without a signature', { ...signed('{}'), signature: '' }, 'unsigned'],
    ['with a signature of another body', { ...signed('{}'), body: Buffer.from('{"messages":[]}') }, 'unsigned'],
    ['with a signature of another time', { ...signed('{}'), timestamp: String(now / 1000 + 1) }, 'unsigned'],
    ['played back later', signed('{}', String(now / 1000 - 301)), 'stale'],
    ['from the future', signed('{}', String(now / 1000 + 301)), 'stale'],
    ['that is not JSON', signed('hello'), 'malformed'],
    ['with a message without a sender', signed('{"messages":[{"id":"1","text":"x"}]}'), 'malformed'],
  ])('is refused %s', async (_, posting, reason) => {
    const { webhook, heard } = knocking()
    expect(await webhook(posting)).toMatchObject({ ok: false, reason })
    expect(heard).toEqual([])
  })

  it('is not acknowledged when it could not be stored, so that it is brought again', async () => {
    const { gateway, webhook } = knocking()
    gateway.onInbound(() => Promise.reject(new Error('the disk is full')))
    const body = '{"messages":[{"id":"1","from":"138","text":"x"}]}'
    await expect(webhook(signed(body))).rejects.toThrow('the disk is full')
  })

  it('finds no door where none is agreed', () => {
    expect(gatewayOf({ url: 'http://x' }).webhook).toBeNull()
  })
})
