import { describe, expect, it } from 'vitest'
import { createHandOver } from '../../../src/application/messaging/hand-over.ts'
import { orderWays } from '../../../src/application/messaging/order-ways.ts'
import type { OutgoingSms, SmsTransport } from '../../../src/application/ports/sms-transport.ts'
import type { MessageKind } from '../../../src/domain/messaging/message-kind.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { createFakeSms } from '../../fakes/fake-sms.ts'

const way = (name: string, capabilities: Partial<SmsTransport['capabilities']> = {}): SmsTransport => {
  const sms = createFakeSms({ name })
  return { ...sms, capabilities: { ...sms.capabilities, ...capabilities } }
}
const mute = way('mute', { replies: false })
const short = way('short', { parts: 1 })
const full = way('full')
const message = (kind: MessageKind, text: string) => ({ kind, text })
const long = '长'.repeat(71)

describe('the order in which ways are tried for a message', () => {
  it.each([
    ['as configured where all suit it', message('caseNumber', '短'), [mute, short, full], [mute, short, full]],
    [
      'one that brings no answers comes last for what is answered',
      message('orderToTeam', '短'),
      [mute, full],
      [full, mute],
    ],
    [
      'one that carries no long texts comes last for a long one',
      message('caseNumber', long),
      [short, full],
      [full, short],
    ],
    ['an answer counts for more than the length', message('orderToTeam', long), [mute, short], [short, mute]],
  ] as const)('%s', (_, what, ways, order) => {
    expect(orderWays(what, ways, () => false).map(({ name }) => name)).toEqual(order.map(({ name }) => name))
  })

  it('puts one that is down behind all others, and leaves none out', () => {
    const ordered = orderWays(message('orderToTeam', long), [full, mute, short], (one) => one === full)
    expect(ordered.map(({ name }) => name)).toEqual(['short', 'mute', 'full'])
  })
})

describe('a way that was not there', () => {
  const outgoing: OutgoingSms = {
    id: 'm1',
    to: '13800000101',
    text: 'x',
    kind: 'caseNumber',
    language: 'en',
    variables: {},
    expiresAt: Date.parse('2026-11-27T20:00:00+08:00'),
  }

  it('is tried after the others for a minute, then has its place again', async () => {
    const clock = createFakeClock(Date.parse('2026-11-27T14:05:00+08:00')) // Fri
    const [first, second] = [createFakeSms({ name: 'first' }), createFakeSms({ name: 'second' })]
    const handOver = createHandOver({ transports: [first, second], clock, log: createFakeLog() })
    first.answers({ ok: false, reason: 'unreachable', isFinal: false, detail: 'gone' })
    expect(await handOver(outgoing)).toMatchObject({ ok: true, transport: 'second' })
    expect(await handOver(outgoing)).toMatchObject({ ok: true, transport: 'second' })
    expect(first.tried).toHaveLength(1)
    first.answers({ ok: true, reference: null, isDelivered: false })
    await clock.advance(60_000)
    expect(await handOver(outgoing)).toMatchObject({ ok: true, transport: 'first' })
  })

  it('is asked all the same when no other takes the message', async () => {
    const clock = createFakeClock(Date.parse('2026-11-27T14:05:00+08:00')) // Fri
    const [first, second] = [createFakeSms({ name: 'first' }), createFakeSms({ name: 'second' })]
    const handOver = createHandOver({ transports: [first, second], clock, log: createFakeLog() })
    first.answers({ ok: false, reason: 'unreachable', isFinal: false, detail: 'gone' })
    await handOver(outgoing)
    second.answers({ ok: false, reason: 'rejected', isFinal: true, detail: 'no template' })
    first.answers({ ok: true, reference: null, isDelivered: false })
    expect(await handOver(outgoing)).toMatchObject({ ok: true, transport: 'first' })
  })
})
