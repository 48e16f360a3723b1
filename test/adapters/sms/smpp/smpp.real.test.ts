import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { smppTransport } from '../../../../src/adapters/sms/smpp/smpp-schema.ts'
import { createSmppTransport, type SmppTransport } from '../../../../src/adapters/sms/smpp/smpp-transport.ts'
import type { IncomingSms, OutgoingSms, SmsReceipt } from '../../../../src/application/ports/sms-transport.ts'
import { createFakeLog } from '../../../fakes/fake-log.ts'
import { account, type MessageCentre, startMessageCentre } from '../../../harness/message-centre.ts'
import { until } from '../../../harness/until.ts'

let centre: MessageCentre
const running: SmppTransport[] = []
const hour = 3_600_000

// Once, where it is not there yet, Kannel is unpacked and its SMPP box built.
beforeAll(async () => {
  centre = await startMessageCentre()
}, 180_000)
afterAll(() => centre?.stop())
afterEach(async () => {
  centre.operator.does(() => 'deliver')
  await Promise.all(running.splice(0).map((transport) => transport.unbind()))
})

let numbers = 0
const order = (text: string, fields: Partial<OutgoingSms> = {}): OutgoingSms => {
  numbers += 1
  return {
    id: `m-${numbers}`,
    // A number of its own for each, so that what the network got can be told apart.
    to: `138${String(numbers).padStart(8, '0')}`,
    text,
    kind: 'orderToTeam',
    language: 'zh-CN',
    variables: {},
    expiresAt: Date.now() + hour,
    ...fields,
  }
}

/** A server's end: its transport, and what it was told. */
async function bound(fields: object = {}, isWaited = true) {
  const log = createFakeLog()
  const settings = smppTransport.parse({
    type: 'smpp',
    name: 'centre',
    host: '127.0.0.1',
    port: centre.port,
    source: { address: '12345' },
    ...account,
    ...fields,
  })
  const transport = createSmppTransport({ settings, log, now: Date.now, retryDelay: () => 100 })
  running.push(transport)
  const inbound: IncomingSms[] = []
  const receipts: SmsReceipt[] = []
  transport.onInbound(async (message) => void inbound.push(message))
  transport.onReceipt(async (receipt) => {
    receipts.push(receipt)
    return true
  })
  transport.open()
  const isBound = () => transport.state().bound === transport.state().binds
  if (isWaited) await waitFor(isBound, () => `not bound: ${[...log.errors, ...log.warnings].join('\n')}`)
  return { transport, inbound, receipts, log, isBound }
}
const waitFor = <T>(look: () => T | null | undefined | false, describe: () => string = () => 'it did not happen') =>
  until(look, 10_000, () => `${describe()}\nthe centre says:\n${centre.boxLog().slice(-2000)}`)
const atNetwork = (to: string) => centre.operator.got.filter((message) => message.to === to)

describe('a message by SMPP, through a real message centre', () => {
  it('arrives in Chinese with an emoji, may be tried as long as it is of use, and its receipt says delivered', async () => {
    const { transport, receipts } = await bound()
    const message = order('【一号通】新指令123，请回复“1 123” 🚰')
    const sent = await transport.send(message)
    expect(sent).toEqual({ ok: true, reference: expect.any(String), isDelivered: false })
    await waitFor(() => receipts.length === 1)
    const [arrived] = atNetwork(message.to)
    expect(arrived).toMatchObject({ text: message.text, from: '12345' })
    // In minutes, rounded down by whoever passes it on.
    expect([59, 60]).toContain(arrived?.validity)
    const reference = sent.ok ? sent.reference : ''
    expect(receipts).toEqual([{ reference, id: null, isDelivered: true, detail: 'DELIVRD err:000' }])
  })

  it('in the telephone’s own alphabet keeps the characters of its second table', async () => {
    const { transport, receipts } = await bound()
    const message = order('Order 123 {pump} [A] €5 ~ @£ àé')
    expect(await transport.send(message)).toMatchObject({ ok: true })
    await waitFor(() => receipts.length === 1)
    expect(atNetwork(message.to)[0]?.text).toBe(message.text)
  })

  it.each(['parts', 'payload'])(
    'longer than one part (%s) arrives whole and is delivered once',
    async (longMessages) => {
      const { transport, receipts } = await bound({ longMessages })
      const message = order('三楼停水🚰，请速去。'.repeat(20))
      const sent = await transport.send(message)
      expect(sent).toMatchObject({ ok: true })
      await waitFor(() => receipts.length > 0)
      // Kannel joins our parts and cuts them anew for its network, where a part may end within a pair of surrogates.
      const parts = atNetwork(message.to).toSorted((one, other) => (one.header[5] ?? 0) - (other.header[5] ?? 0))
      expect(parts.map(({ text }) => text).join('')).toBe(message.text)
      expect(parts.length).toBeGreaterThan(2)
      // The receipt of a later message comes behind whatever else there is of this one.
      const later = await transport.send(order('完'))
      const isOfLater = ({ reference }: SmsReceipt) => later.ok && reference === later.reference
      await waitFor(() => receipts.some(isOfLater))
      expect(receipts.filter((one) => !isOfLater(one))).toMatchObject([
        { isDelivered: true, ...(longMessages === 'parts' ? { id: message.id } : {}) },
      ])
      const ids = sent.ok ? (sent.reference ?? '').split(' ') : []
      expect(ids).toHaveLength(longMessages === 'parts' ? 4 : 1)
    },
  )

  it('that the network can not deliver is told as not delivered', async () => {
    const { transport, receipts } = await bound()
    centre.operator.does(() => 'fail')
    expect(await transport.send(order('停水'))).toMatchObject({ ok: true, isDelivered: false })
    await waitFor(() => receipts.length === 1)
    expect(receipts).toMatchObject([{ isDelivered: false, detail: expect.stringMatching(/^UNDELIV/) }])
  })

  it('that the operator refuses is taken by the centre first, and told as not delivered then', async () => {
    const { transport, receipts } = await bound()
    centre.operator.does(() => 'refuse')
    const message = order('停水')
    expect(await transport.send(message)).toMatchObject({ ok: true, isDelivered: false })
    await waitFor(() => receipts.length === 1)
    expect(receipts).toMatchObject([{ isDelivered: false, detail: expect.stringMatching(/^(UNDELIV|REJECTD)/) }])
    expect(atNetwork(message.to)).toEqual([])
  })

  it('goes to the number in the form and type that the centre wants', async () => {
    const { transport, receipts } = await bound({ destination: { format: 'international' } })
    const message = order('停水')
    await transport.send(message)
    await waitFor(() => receipts.length === 1)
    expect(atNetwork(`+86${message.to}`)).toHaveLength(1)
  })

  it('of fifty at once all leave by two binds, never more on their way than the windows hold', async () => {
    const { transport, receipts } = await bound({ binds: 2, window: 4 })
    const messages = Array.from({ length: 50 }, () => order('停水'))
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, transport.state().inside)
    }, 1)
    const outcomes = await Promise.all(messages.map((message) => transport.send(message)))
    clearInterval(watch)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(50)
    await waitFor(() => receipts.length === 50)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('a message that comes in by SMPP', () => {
  it('arrives in Chinese, from the number that wrote it', async () => {
    const { inbound } = await bound()
    expect(await centre.operator.writes({ from: '13800000501', to: '12345', text: '3 123 阀门已修好🔧' })).toBe('Sent.')
    await waitFor(() => inbound.length === 1)
    expect(inbound).toMatchObject([{ from: '13800000501', text: '3 123 阀门已修好🔧' }])
  })

  it('comes by the receiver where there is a pair of binds', async () => {
    const { inbound, transport, receipts } = await bound({ bind: 'pair' })
    expect(transport.state()).toMatchObject({ bound: 2, binds: 2 })
    await centre.operator.writes({ from: '13800000501', to: '12345', text: '1 123' })
    await waitFor(() => inbound.length === 1)
    expect(await transport.send(order('停水'))).toMatchObject({ ok: true })
    await waitFor(() => receipts.length === 1)
  })
})

describe('the bind to a message centre', () => {
  it('with a wrong password is refused, told once in words, and tried on', async () => {
    const answered = () => centre.boxLog().split('bind_transceiver_resp').length
    const before = answered()
    const { transport, log } = await bound({ password: 'wrong' }, false)
    await waitFor(() => answered() >= before + 3 && log.errors.length > 0)
    expect(log.errors).toHaveLength(1)
    expect(log.errors[0]).toMatch(/refuses the bind; trying on .*reason=0xd bind refused/)
    expect(log.errors[0]).not.toContain('wrong')
    expect(await transport.send(order('停水'))).toMatchObject({
      ok: false,
      reason: 'unreachable',
      isFinal: false,
      detail: expect.stringContaining('0xd bind refused'),
    })
  })

  it('that is frozen in its middle is found by enquire_link, and bound anew when it is there again', async () => {
    const { transport, log, isBound, receipts } = await bound({ enquireLinkSeconds: 1, timeoutSeconds: 1 })
    centre.freezeBox(true)
    try {
      const lost = transport.send(order('停水'))
      expect(await lost).toMatchObject({ ok: false, reason: 'unreachable', detail: expect.stringContaining('unknown') })
      await waitFor(() => !isBound())
      expect(log.warnings.join()).toMatch(/does not answer enquire_link: no answer within 1 s/)
      expect(transport.state().unanswered).toBeGreaterThanOrEqual(2)
      expect(await transport.send(order('停水'))).toMatchObject({ ok: false, reason: 'unreachable' })
    } finally {
      centre.freezeBox(false)
    }
    await waitFor(isBound)
    const before = receipts.length
    expect(await transport.send(order('停水'))).toMatchObject({ ok: true })
    await waitFor(() => receipts.length > before)
  })

  it('killed in the middle of many comes back; nothing is lost, and nothing is called delivered that is not', async () => {
    const { transport, log, isBound, receipts, inbound } = await bound({ window: 3 })
    const messages = Array.from({ length: 30 }, () => order('停水'))
    const references = new Map<string, string>()
    let tries = 0
    // What the outbox does: what was not taken, or of which nobody knows, is tried again.
    const untilTaken = async (message: OutgoingSms): Promise<void> => {
      for (;;) {
        tries += 1
        const outcome = await transport.send(message)
        if (outcome.ok) {
          expect(outcome.isDelivered).toBe(false)
          references.set(outcome.reference ?? '', message.to)
          return
        }
        expect(outcome).toMatchObject({ isFinal: false })
        await waitFor(isBound)
      }
    }
    const all = Promise.all(messages.map(untilTaken))
    await waitFor(() => references.size >= 5)
    await centre.killBox()
    await waitFor(() => !isBound())
    await waitFor(() => log.warnings.some((line) => line.includes('can not be reached')))
    await centre.startBox()
    await all
    expect(tries).toBeGreaterThan(30)
    expect(log.warnings.join('\n')).toContain('the bind to the message centre is lost; binding again')
    for (const { to } of messages)
      await waitFor(
        () => atNetwork(to).length > 0,
        () => `${to} is lost`,
      )
    for (const { reference, isDelivered } of receipts) {
      if (reference !== null && references.has(reference))
        expect([isDelivered, atNetwork(references.get(reference) ?? '').length > 0]).toEqual([true, true])
    }
    // And both ways go on.
    const last = order('最后一条')
    const sent = await transport.send(last)
    await waitFor(() => receipts.some(({ reference }) => sent.ok && reference === sent.reference))
    await centre.operator.writes({ from: '13800000501', to: '12345', text: '2 123' })
    await waitFor(() => inbound.some(({ text }) => text === '2 123'))
  })

  it('of a server that starts again gets the receipt of what the server before it sent', async () => {
    centre.operator.does(() => 'silent')
    const before = await bound()
    const message = order('停水')
    const sent = await before.transport.send(message)
    const onTheWay = await waitFor(() => atNetwork(message.to)[0])
    await before.transport.unbind()
    expect(before.log.errors).toEqual([])
    const after = await bound()
    await centre.operator.tells(onTheWay, true)
    await waitFor(() => after.receipts.length === 1)
    expect(after.receipts).toMatchObject([{ reference: sent.ok ? sent.reference : '', isDelivered: true }])
    expect(before.receipts).toEqual([])
  })
})
