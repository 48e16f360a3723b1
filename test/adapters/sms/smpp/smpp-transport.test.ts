import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utf16be } from '../../../../src/adapters/sms/smpp/encode-text.ts'
import { smppTransport } from '../../../../src/adapters/sms/smpp/smpp-schema.ts'
import { createSmppTransport, type SmppTransport } from '../../../../src/adapters/sms/smpp/smpp-transport.ts'
import type { IncomingSms, OutgoingSms, SmsReceipt } from '../../../../src/application/ports/sms-transport.ts'
import { createFakeLog } from '../../../fakes/fake-log.ts'
import { type ScriptedCentre, startScriptedCentre } from '../../../harness/scripted-centre.ts'
import { until } from '../../../harness/until.ts'

let centre: ScriptedCentre
let transport: SmppTransport
beforeEach(async () => {
  centre = await startScriptedCentre()
})
afterEach(async () => {
  await transport.unbind()
  await centre.close()
})

const order: OutgoingSms = {
  id: 'm-1',
  to: '13800000501',
  text: '新指令123 🚰',
  kind: 'orderToTeam',
  language: 'zh-CN',
  variables: {},
  expiresAt: Date.UTC(2026, 2, 3, 4, 0),
}
const long = { ...order, text: '停水🚰'.repeat(40) }
// Tuesday, 11:00 in Shanghai
const now = Date.UTC(2026, 2, 3, 3, 0)

async function bound(fields: object = {}) {
  const log = createFakeLog()
  const settings = smppTransport.parse({
    type: 'smpp',
    name: 'centre',
    host: '127.0.0.1',
    port: centre.port,
    systemId: 'hotline',
    password: 'secret',
    timeoutSeconds: 1,
    ...fields,
  })
  transport = createSmppTransport({ settings, log, now: () => now, retryDelay: () => 20 })
  const inbound: IncomingSms[] = []
  const receipts: SmsReceipt[] = []
  let isFull = false
  let known = true
  transport.onInbound(async (message) => {
    if (isFull) throw new Error('the disk is full')
    inbound.push(message)
  })
  transport.onReceipt(async (receipt) => {
    receipts.push(receipt)
    return known
  })
  transport.open()
  const isBound = (): boolean => transport.state().bound === transport.state().binds
  await waitFor(isBound)
  return {
    inbound,
    receipts,
    log,
    isBound,
    fill(now: boolean) {
      isFull = now
    },
    knows(now: boolean) {
      known = now
    },
  }
}
const waitFor = (look: () => boolean) => until(look, 5000, () => `not within 5 s: ${look}`)
const receipt = (id: string, stat: string) => ({
  esm_class: 4,
  data_coding: 0,
  short_message: Buffer.from(
    `id:${id} sub:001 dlvrd:001 submit date:2603031100 done date:2603031101 stat:${stat} err:004 text:`,
  ),
})

describe('what a message centre answers', () => {
  it.each([
    [0x0b, 'noSuchNumber', true],
    [0x58, 'throttled', false],
    [0x14, 'throttled', false],
    [0x08, 'unreachable', false],
    [0x45, 'rejected', false],
    [0x0a, 'rejected', false],
    [0x66, 'rejected', true],
    [0x403, 'noSuchNumber', true],
    [0x404, 'throttled', false],
    [0x405, 'rejected', true],
    [0x499, 'rejected', false],
  ])('with status %i means %s', async (status, reason, isFinal) => {
    await bound({ statuses: { noSuchNumber: [0x403], throttled: [0x404], final: [0x405] } })
    centre.answers(() => ({ status }))
    expect(await transport.send(order)).toMatchObject({ ok: false, reason, isFinal })
  })

  it('of one part refuses the message, and says that it was a part', async () => {
    await bound()
    centre.answers(() => (centre.submitted.length === 2 ? { status: 0x45 } : { id: 'x' }))
    expect(await transport.send(long)).toMatchObject({ ok: false, reason: 'rejected', detail: /a part of 3/ })
  })

  it('may be too much at once: the bind then rests, and sends on', async () => {
    await bound()
    centre.answers(() => (centre.submitted.length === 1 ? { status: 0x58 } : { id: 'x' }))
    expect(await transport.send(order)).toMatchObject({ reason: 'throttled' })
    const begun = performance.now()
    expect(await transport.send(order)).toMatchObject({ ok: true })
    expect(performance.now() - begun).toBeGreaterThan(900)
  })

  it('is not waited for for ever: the outcome is unknown, and the room is given back', async () => {
    await bound({ window: 1 })
    centre.answers(() => (centre.submitted.length === 1 ? 'nothing' : { id: 'x' }))
    const [lost, next] = await Promise.all([transport.send(order), transport.send({ ...order, id: 'm-2' })])
    expect(lost).toMatchObject({
      ok: false,
      reason: 'unreachable',
      isFinal: false,
      detail: /no answer within 1 s.*unknown/,
    })
    expect(next).toMatchObject({ ok: true, reference: 'x' })
    expect(transport.state()).toMatchObject({ unanswered: 1, inside: 0, waiting: 0 })
  })

  it('keeps to so many a second where that is agreed', async () => {
    await bound({ perSecond: 20 })
    const begun = performance.now()
    await Promise.all(Array.from({ length: 6 }, () => transport.send(order)))
    expect(performance.now() - begun).toBeGreaterThan(240)
  })
})

describe('a connection that breaks', () => {
  it('makes what was on its way unknown at once, and is made anew', async () => {
    const { isBound, log } = await bound({ timeoutSeconds: 12 })
    centre.answers(() => 'nothing')
    const sent = transport.send(order)
    await waitFor(() => centre.submitted.length === 1)
    centre.sessions[0]?.destroy()
    expect(await sent).toMatchObject({
      reason: 'unreachable',
      detail: /closed the connection: whether it was taken is unknown/,
    })
    await waitFor(isBound)
    centre.answers(() => ({ id: 'again' }))
    expect(await transport.send(order)).toMatchObject({ ok: true, reference: 'again' })
    expect(log.warnings.join()).toContain('the bind to the message centre is lost')
  })

  it.each([
    ['is longer than any', Buffer.from('7fffffff00000005', 'hex')],
    ['is shorter than its own head', Buffer.from('0000000800000005', 'hex')],
  ])('by a PDU that %s is closed, and made anew', async (_, garbage) => {
    const { isBound } = await bound()
    const [first] = centre.sessions
    first?.socket.write(garbage)
    await waitFor(() => isBound() && centre.sessions.length === 1 && centre.sessions[0] !== first)
    expect(await transport.send(order)).toMatchObject({ ok: true })
  })

  it('because the centre says good-bye is made anew', async () => {
    const { isBound, log } = await bound()
    const [first] = centre.sessions
    const { PDU } = await import('../../../../src/adapters/sms/smpp/smpp-library.ts')
    first?.send(new PDU('unbind', {}))
    await waitFor(() => isBound() && centre.sessions[0] !== first)
    expect(log.warnings.join()).toContain('the centre has unbound us')
  })

  it('while another bind is up costs nothing: sends go there', async () => {
    const { log } = await bound({ binds: 2 })
    centre.sessions[0]?.destroy()
    await waitFor(() => log.warnings.length === 1)
    expect(await transport.send(order)).toMatchObject({ ok: true })
  })
})

describe('a receipt', () => {
  it.each([
    ['same', 'A1f', 'A1f', 'A1f'],
    ['hexThenDecimal', '1A2B', '6699', '6699'],
    ['hexThenDecimal', '001a2b', '0000006699', '6699'],
    ['decimalThenHex', '0006699', '1a2b', '6699'],
  ] as const)('finds its message where ids are %s (%s, %s)', async (receiptIds, inAnswer, inReceipt, reference) => {
    const { receipts } = await bound({ receiptIds })
    centre.answers(() => ({ id: inAnswer }))
    expect(await transport.send(order)).toMatchObject({ reference })
    expect(await centre.delivers(receipt(inReceipt, 'DELIVRD'))).toBe(0)
    expect(receipts).toEqual([{ reference, id: null, isDelivered: true, detail: 'DELIVRD err:004' }])
  })

  it('is read by its parameters before its text, and one on the way settles nothing', async () => {
    const { receipts } = await bound()
    await centre.delivers({
      esm_class: 4,
      receipted_message_id: 'id-1',
      message_state: 6,
      short_message: Buffer.alloc(0),
    })
    await centre.delivers({
      esm_class: 4,
      receipted_message_id: 'id-1',
      message_state: 5,
      short_message: Buffer.alloc(0),
    })
    expect(receipts).toEqual([{ reference: 'id-1', id: null, isDelivered: false, detail: 'UNDELIV' }])
  })

  it('of each part makes the message delivered when all are there', async () => {
    const { receipts } = await bound()
    const sent = await transport.send(long)
    expect(sent).toMatchObject({ reference: 'id-1 id-2 id-3' })
    for (const id of ['id-2', 'id-1', 'id-2']) await centre.delivers(receipt(id, 'DELIVRD'))
    expect(receipts).toEqual([])
    await centre.delivers(receipt('id-3', 'DELIVRD'))
    expect(receipts).toEqual([{ reference: null, id: 'm-1', isDelivered: true, detail: 'DELIVRD err:004' }])
  })

  it('of one part that failed makes the message fail, once', async () => {
    const { receipts } = await bound()
    await transport.send(long)
    for (const [id, stat] of [
      ['id-1', 'DELIVRD'],
      ['id-2', 'UNDELIV'],
      ['id-3', 'EXPIRED'],
    ] as const)
      await centre.delivers(receipt(id, stat))
    expect(receipts).toEqual([{ reference: null, id: 'm-1', isDelivered: false, detail: 'UNDELIV err:004' }])
  })

  it('that is faster than the answer to its message is told again until the message is known', async () => {
    const { receipts, knows } = await bound()
    knows(false)
    const told = centre.delivers(receipt('id-9', 'DELIVRD'))
    await waitFor(() => receipts.length === 2)
    knows(true)
    expect(await told).toBe(0)
    expect(receipts.length).toBeLessThanOrEqual(4)
  })
})

describe('a message that comes in', () => {
  const part = (number: number, text: Buffer, reference = 7, count = 3) => ({
    esm_class: 0x40,
    short_message: Buffer.concat([Buffer.from([5, 0, 3, reference, count, number]), text]),
  })
  const octets = utf16be('3 123 阀门已修好🔧谢谢')
  // The cuts lie within the emoji.
  const cuts = [octets.subarray(0, 4), octets.subarray(4, 26), octets.subarray(26)] as const

  it('in parts is whole when all are there, in whatever order, whatever they cut', async () => {
    const { inbound } = await bound()
    const answers = [2, 1, 3].map((number) => centre.delivers(part(number, cuts[number - 1] as Buffer)))
    expect(await Promise.all(answers)).toEqual([0, 0, 0])
    expect(inbound).toEqual([{ transportId: expect.any(String), from: '13800000501', text: '3 123 阀门已修好🔧谢谢' }])
  })

  it('that is told twice has the same id, and one from another telephone another', async () => {
    const { inbound } = await bound()
    const fields = { short_message: utf16be('1 123') }
    for (const source_addr of ['13800000501', '13800000501', '13800000502'])
      expect(await centre.delivers({ ...fields, source_addr })).toBe(0)
    const [first, second, third] = inbound.map(({ transportId }) => transportId)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('that can not be stored stays with the centre, part by part, until it can', async () => {
    const { inbound, fill } = await bound()
    fill(true)
    const all = () => Promise.all([1, 2, 3].map((number) => centre.delivers(part(number, cuts[number - 1] as Buffer))))
    expect(await centre.delivers({ short_message: utf16be('1 123') })).toBe(0x64)
    expect(await all()).toEqual([0x64, 0x64, 0x64])
    fill(false)
    // The earlier parts are known: whichever comes first completes it.
    expect(await centre.delivers(part(2, cuts[1]))).toBe(0)
    expect(inbound.map(({ text }) => text)).toEqual(['3 123 阀门已修好🔧谢谢'])
  })

  it.each([
    [
      'by parameters',
      { sar_msg_ref_num: 5, sar_total_segments: 1, sar_segment_seqnum: 1, short_message: utf16be('好') },
      '好',
    ],
    ['as payload', { message_payload: utf16be('好'.repeat(200)), short_message: Buffer.alloc(0) }, '好'.repeat(200)],
    [
      'in the telephone’s own alphabet',
      { data_coding: 0, short_message: Buffer.from([0x00, 0x1b, 0x65, 0x31]) },
      '@€1',
    ],
    ['in Latin 1', { data_coding: 3, short_message: Buffer.from('é', 'latin1') }, 'é'],
  ])('%s is read', async (_, fields, text) => {
    const { inbound } = await bound()
    expect(await centre.delivers(fields)).toBe(0)
    expect(inbound.map((message) => message.text)).toEqual([text])
  })

  it('after the server has stopped taking them stays with the centre', async () => {
    const { inbound } = await bound()
    transport.close()
    expect(await centre.delivers({ short_message: utf16be('1') })).toBe(0x64)
    expect(inbound).toEqual([])
    expect(await transport.send(order)).toMatchObject({ ok: true })
  })
})
