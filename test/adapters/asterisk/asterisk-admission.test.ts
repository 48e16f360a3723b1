import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AsteriskProcess } from '../../../src/adapters/asterisk/asterisk-process.ts'
import { type HotlineUnderTest, prepareHotline } from '../../harness/hotline-asterisk.ts'
import { openSipAgent, type SipAgent } from '../../harness/sip-agent.ts'

// a machine that is busy with other things starts Asterisk slowly
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Who gets in, and how far: real SIP datagrams to a real Asterisk. No server is connected, so a call that is let in goes to
// the fall-back.
let hotline: HotlineUnderTest
let asterisk: AsteriskProcess
let carrier: SipAgent
let stranger: SipAgent
/** The fall-back greets, waits for a key, and records silence before it rings anybody. */
const fallbackMs = 25_000
/** What the carrier's network does with a call to a number: 486 busy, 200 answers, null keeps ringing. */
let network: (number: string) => number | null = () => 486

const target = () => ({ host: hotline.host, port: 5060 })
const invited = (agent: SipAgent) =>
  agent.requests.filter(({ method }) => method === 'INVITE').map(({ start }) => /sip:([^@]*)@/.exec(start)?.[1])
const ari = (method: string, path: string) =>
  fetch(`${hotline.ari.url}/ari${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${hotline.ari.user}:${hotline.ari.password}`)}` },
  })
const noChannels = () =>
  vi.waitFor(async () => expect(await (await ari('GET', '/channels')).json()).toEqual([]), { timeout: fallbackMs })

beforeAll(async () => {
  hotline = await prepareHotline()
  asterisk = hotline.process()
  carrier = await openSipAgent({
    host: hotline.carrierHost,
    port: 5080,
    target: target(),
    answer: (number) => network(number),
  })
  stranger = await openSipAgent({ host: hotline.strangerHost, target: target() })
  expect(await asterisk.start()).toMatchObject({ ok: true, how: 'started' })
}, 60_000)

afterAll(async () => {
  await Promise.all([carrier?.close(), stranger?.close()])
  await hotline?.close()
})

describe('a stranger', () => {
  test('who writes the carrier into From is asked for a password', async () => {
    const response = await stranger.request('INVITE', '12345', {
      from: `sip:carrier@${hotline.carrierHost}:5080`,
      offer: true,
    })
    expect(response.status).toBe(401)
  })

  test('can not find out which names exist: each is asked for a password alike', async () => {
    const answers = await Promise.all(
      ['1001', '1002', 'carrier', 'nobody'].map((name) =>
        stranger.request('INVITE', '12345', { from: `sip:${name}@${hotline.host}`, offer: true }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    const shapes = answers.map(({ start, headers }) => [start, [...headers.keys()]])
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
  })

  test('with a wrong password stays outside', async () => {
    const login = { user: '1001', password: 'guessed' }
    const response = await stranger.request('REGISTER', '', { from: `sip:1001@${hotline.host}`, login })
    expect(response.status).toBe(401)
  })

  test('can not send messages or subscribe', async () => {
    for (const method of ['MESSAGE', 'SUBSCRIBE', 'REFER'])
      expect((await stranger.request(method, '12345')).status, method).toBe(401)
  })

  test('who sends garbage disturbs nobody', async () => {
    const pid = asterisk.status().pid
    const noise = [
      Buffer.alloc(0),
      Buffer.alloc(1),
      Buffer.alloc(60_000, 0xff),
      Buffer.from('INVITE sip:12345@x SIP/2.0\r\n\r\n'),
      Buffer.from(`INVITE sip:${'9'.repeat(20_000)}@x SIP/2.0\r\nVia: ${'x'.repeat(20_000)}\r\n\r\n`),
      Buffer.from(`SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n`),
      Buffer.from('INVITE sip:a SIP/2.0\r\nVia: SIP/2.0/UDP 0;branch=z9hG4bK\r\nFrom:;tag=\r\nTo:\r\nCSeq: x\r\n\r\n'),
      ...Array.from({ length: 200 }, (_, seed) =>
        Buffer.from(Uint8Array.from({ length: 300 }, (_, at) => (seed * 31 + at * at * 7) % 256)),
      ),
    ]
    for (const bytes of noise) {
      await stranger.sendRaw(bytes)
      await carrier.sendRaw(bytes)
    }
    expect((await stranger.request('OPTIONS', '12345')).status).toBe(401)
    expect((await carrier.request('OPTIONS', '12345')).status).toBe(200)
    expect(asterisk.status()).toEqual({ pid, restarts: 0 })
  })
})

describe('the carrier', () => {
  test('asking for an outside number gets no leg to it: only the duty mobile and 110 are rung', async () => {
    const before = invited(carrier).length
    network = () => 486
    const response = await carrier.request('INVITE', '13912345678', { offer: true })
    expect(response.status).toBe(200)
    // both refuse, the caller is told so and the call ends
    await vi.waitFor(() => expect(carrier.requests.at(-1)?.method).toBe('BYE'), { timeout: fallbackMs })
    expect(invited(carrier).slice(before)).toEqual(['13800009901', '110'])
    await noChannels()
  })

  test('gets 110 where the duty mobile is answered and no key is pressed: a voicemail takes no call', async () => {
    const before = invited(carrier).length
    network = () => 200
    const call = await carrier.request('INVITE', '12345', { offer: true })
    expect(call.status).toBe(200)
    await vi.waitFor(async () => expect(invited(carrier).slice(before)).toEqual(['13800009901', '110']), {
      timeout: fallbackMs,
    })
    // the caller, the fall-back and 110 are joined to each other
    await vi.waitFor(async () => expect(await (await ari('GET', '/bridges')).json()).toHaveLength(3), {
      timeout: fallbackMs,
    })
    expect((await carrier.bye(call)).status).toBe(200)
    await noChannels()
  })

  test('gets the fall-back while the server says that it takes no calls', async () => {
    const events = await connectServer()
    const set = await ari('POST', '/asterisk/variable?variable=HOTLINE_TAKES_CALLS&value=no')
    expect(set.status).toBe(204)
    const before = invited(carrier).length
    network = () => 486
    const call = await carrier.request('INVITE', '12345', { offer: true })
    expect(call.status).toBe(200)
    await noChannels()
    expect(invited(carrier).slice(before)).toEqual(['13800009901', '110'])
    expect(events.seen.filter(({ type }) => type === 'StasisStart')).toEqual([])
    await ari('POST', '/asterisk/variable?variable=HOTLINE_TAKES_CALLS&value=yes')
    await events.close()
  })

  test.each(['hang up', 'let go'])(
    'once the server has had the call, does not get the fall-back as well (%s)',
    async (how) => {
      const events = await connectServer()
      const before = invited(carrier).length
      const call = carrier.request('INVITE', '+8612345', { offer: true })
      const start = await vi.waitFor(() => {
        const event = events.seen.find(({ type }) => type === 'StasisStart')
        expect(event).toBeDefined()
        return event as { channel: { id: string }; args: string[] }
      })
      expect(start.args).toEqual(['arrived', '+8612345'])
      await ari('POST', `/channels/${start.channel.id}/answer`)
      await call
      await ari(
        how === 'hang up' ? 'DELETE' : 'POST',
        `/channels/${start.channel.id}${how === 'hang up' ? '' : '/continue'}`,
      )
      await vi.waitFor(() => expect(carrier.requests.at(-1)?.method).toBe('BYE'), { timeout: 5000 })
      await noChannels()
      expect(invited(carrier).slice(before)).toEqual([])
      await events.close()
    },
  )
})

describe('a demonstration phone', () => {
  test('registers with its password, reaches the hotline, and no other number', async () => {
    const login = { user: '1001', password: 'phone-of-this-test' }
    const from = `sip:1001@${hotline.host}`
    expect((await stranger.request('REGISTER', '1001', { from, login })).status).toBe(200)
    const before = invited(carrier).length
    expect((await stranger.request('INVITE', '13912345678', { from, login, offer: true })).status).toBe(404)
    expect((await stranger.request('INVITE', '110', { from, login, offer: true })).status).toBe(404)
    expect(invited(carrier).slice(before)).toEqual([])
    network = () => 486
    const call = await stranger.request('INVITE', '12345', { from, login, offer: true })
    expect(call.status).toBe(200)
    await noChannels()
    expect(invited(carrier).slice(before)).toEqual(['13800009901', '110'])
  })
})

type AriEvent = { type: string; channel?: { id: string }; args?: string[] }

/** Stands in for the server: an application that is connected and does nothing by itself. */
async function connectServer(): Promise<{ readonly seen: AriEvent[]; close(): Promise<void> }> {
  const key = `${hotline.ari.user}:${hotline.ari.password}`
  const socket = new WebSocket(`${hotline.ari.url.replace('http', 'ws')}/ari/events?app=hotline&api_key=${key}`)
  const seen: AriEvent[] = []
  socket.onmessage = ({ data }) => void seen.push(JSON.parse(String(data)))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  return {
    seen,
    async close() {
      socket.close()
      await vi.waitFor(async () => expect((await ari('GET', '/applications/hotline')).status).toBe(404), {
        timeout: 5000,
      })
    },
  }
}
