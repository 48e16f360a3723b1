import { describe, expect, it } from 'vitest'
import type { IncomingSms, OutgoingSms } from '../../../src/application/ports/sms-transport.ts'
import { asterisk, kept } from '../../harness/asterisk-desk.ts'

const order: OutgoingSms = {
  id: 'm-1',
  to: '13800000501',
  text: '新指令123 🚰',
  kind: 'orderToTeam',
  language: 'zh-CN',
  variables: {},
  expiresAt: Date.UTC(2026, 2, 3, 4, 0),
}
describe('a message by SIP MESSAGE', () => {
  it('is handed to the first trunk, in Chinese, under its own id, and never counts as delivered', async () => {
    const { transport, sent } = asterisk()
    expect(await transport.send(order)).toEqual({ ok: true, reference: null, isDelivered: false })
    expect(sent).toEqual([
      {
        query: { to: 'pjsip:carrier/sip:13800000501@10.0.0.7:5060', from: 'sip:12345@127.0.0.1', body: order.text },
        body: { variables: { 'X-SMS-Id': 'm-1' } },
      },
    ])
    expect(transport.capabilities.receipts).toBe(false)
  })

  it('goes by the next trunk where the first is offline, and says so of each where all are', async () => {
    const { transport, sent, states } = asterisk()
    states.carrier = 'offline'
    expect(await transport.send(order)).toMatchObject({ ok: true })
    expect(sent[0]?.query.to).toContain('pjsip:spare/')
    states.spare = 'offline'
    expect(await transport.send(order)).toMatchObject({
      ok: false,
      reason: 'unreachable',
      isFinal: false,
      detail: 'carrier is offline; spare is offline',
    })
  })

  it('that Asterisk does not take is tried later', async () => {
    const { transport, refuse } = asterisk()
    refuse({ outcome: 'answered', status: 404, body: { message: 'Endpoint not found' } })
    expect(await transport.send(order)).toMatchObject({
      reason: 'unreachable',
      isFinal: false,
      detail: /Endpoint not found/,
    })
    refuse({ outcome: 'unknown', detail: 'no answer within 5000 ms' })
    expect(await transport.send(order)).toMatchObject({ reason: 'unreachable', detail: /no answer/ })
  })

  it('to a telephone that is registered here goes straight to it, to what is no number nowhere', async () => {
    const { transport, sent, states } = asterisk()
    states['1001'] = 'online'
    await transport.send({ ...order, to: '1001' })
    expect(sent[0]?.query.to).toBe('pjsip:1001')
    expect(await transport.send({ ...order, to: '138;x@evil' })).toMatchObject({
      reason: 'noSuchNumber',
      isFinal: true,
    })
    expect(sent).toHaveLength(1)
  })
})

describe('a message that comes in by SIP', () => {
  const taking = (transport: ReturnType<typeof asterisk>['transport'], fails = () => false) => {
    const stored: IncomingSms[] = []
    transport.onInbound(async (message) => {
      if (fails()) throw new Error('the disk is full')
      if (!stored.some(({ transportId }) => transportId === message.transportId)) stored.push(message)
    })
    return stored
  }

  it('is stored at once, and Asterisk lets go of it', async () => {
    const { transport, comesIn, left } = asterisk()
    const stored = taking(transport)
    comesIn('"张三" <sip:13800000501@10.0.0.1>', 'call-1', '1 123')
    await expect.poll(left).toBe(0)
    expect(stored).toEqual([{ transportId: 'call-1 1', from: '13800000501', text: '1 123' }])
  })

  it('while the server was away is fetched when it is back, however many there are, each once', async () => {
    const { transport, slots, up, subscribed, left } = asterisk()
    const stored = taking(transport)
    for (let number = 0; number < 45; number += 1)
      slots.push(kept('<sip:138@x>', `call-${number}`, '7 MESSAGE', `3 ${number}`))
    up()
    await expect.poll(left).toBe(0)
    expect(stored.map(({ transportId }) => transportId)).toEqual(Array.from({ length: 45 }, (_, at) => `call-${at} 7`))
    expect(subscribed).toEqual(['endpoint:PJSIP/carrier', 'endpoint:PJSIP/spare'])
  })

  it('that could not be stored stays in Asterisk until it can', async () => {
    const { transport, comesIn, left, log } = asterisk()
    let isFull = true
    const stored = taking(transport, () => isFull)
    comesIn('<sip:13800000501@x>', 'call-1', '2 123')
    await expect.poll(() => log.errors.length).toBeGreaterThan(1)
    expect([left(), stored]).toEqual([1, []])
    isFull = false
    await expect.poll(left).toBe(0)
    expect(stored).toHaveLength(1)
    expect(log.errors.join()).toContain('the disk is full')
  })

  it('that is damaged is dropped with a word, and the others are not', async () => {
    const { transport, slots, up, left, log } = asterisk()
    const stored = taking(transport)
    slots.push('garbage', kept('no address', 'c', '1', 'x'), kept('<sip:138@x>', 'call-3', '1 MESSAGE', '1'))
    up()
    await expect.poll(left).toBe(0)
    expect(stored.map(({ transportId }) => transportId)).toEqual(['call-3 1'])
    expect(log.errors.filter((line) => line.includes('can not be read and is dropped'))).toHaveLength(2)
  })

  it('after the server has stopped taking them is kept for the next', async () => {
    const { transport, comesIn, left } = asterisk()
    const stored = taking(transport)
    transport.close()
    comesIn('<sip:138@x>', 'call-1', '1')
    await transport.fetchKept()
    expect([left(), stored]).toEqual([1, []])
  })
})
