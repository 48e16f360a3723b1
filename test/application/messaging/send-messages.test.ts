import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TransportOutcome } from '../../../src/application/ports/sms-transport.ts'
import { minutes } from '../../../src/domain/instant.ts'
import { queueMessage } from '../../../src/domain/messaging/queue-message.ts'
import { createFakeSms } from '../../fakes/fake-sms.ts'
import { messagingTown } from './messaging-town.ts'

const [first, second, head, officer] = ['13800000501', '13800000502', '13800000590', '13800009901']
const refusal = (reason: Extract<TransportOutcome, { ok: false }>['reason'], isFinal = false): TransportOutcome => ({
  ok: false,
  reason,
  isFinal,
  detail: 'says the fake',
})

/** Queues a case number to somebody. */
const queueNote = async (town: Awaited<ReturnType<typeof messagingTown>>, number: string, key: string) =>
  town.ledger.commit({
    changes: queueMessage(
      {
        kind: 'caseNumber',
        to: { who: null, at: { number } },
        language: 'zh-CN',
        variables: { caseNumber: '1' },
        caseId: null,
        orderId: null,
        dedupeKey: key,
      },
      town.decision(),
    ),
  })

describe('the outbox', () => {
  it('sends an order to the whole team, and says of each what is known: sent, not delivered', async () => {
    const town = await messagingTown()
    const { code, caseId } = await town.openAndTell()
    await town.outbox.tick()
    expect(town.sms.tried.map(({ to }) => to).sort()).toEqual([first, second])
    expect(town.sentTo(first)[0]).toContain(`新指令${code}：自来水，紧急，来电13912345678，无留言`)
    expect((await town.all()).map(({ status, transport }) => [status, transport])).toEqual([
      ['sent', 'fake'],
      ['sent', 'fake'],
    ])
    const lines = (await town.cases.timeline(caseId))
      .map(({ what }) => what)
      .filter((what) => what.startsWith('message'))
    expect(lines).toEqual(['messageQueued', 'messageQueued', 'messageSent', 'messageSent'])
    await town.outbox.tick()
    expect(town.sms.tried).toHaveLength(2)
  })

  it('sends new orders although a slow gateway holds everything else', async () => {
    const town = await messagingTown()
    let letGo: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    town.sms.answers(async ({ kind }) => {
      if (kind === 'caseNumber') await held
      return { ok: true, reference: null, isDelivered: false }
    })
    for (let note = 0; note < 40; note += 1) await queueNote(town, `139000000${10 + note}`, `note-${note}`)
    town.outbox.kick()
    await town.openAndTell()
    town.outbox.kick()
    await expect.poll(() => town.sms.tried.filter(({ kind }) => kind === 'orderToTeam').length).toBe(2)
    expect(town.sms.tried.filter(({ kind }) => kind === 'caseNumber').length).toBeLessThan(40)
    letGo()
    await town.outbox.tick()
    expect(town.sms.tried).toHaveLength(42)
  })

  it('tells the next contact of a number that is none, each telephone once', async () => {
    const town = await messagingTown()
    town.sms.answers(({ to }) =>
      to === officer ? { ok: true, reference: null, isDelivered: false } : refusal('noSuchNumber', true),
    )
    const { caseId } = await town.openAndTell()
    await town.outbox.tick()
    expect(town.sms.tried.map(({ to }) => to).sort()).toEqual([first, second, head, officer])
    expect((await town.all()).filter(({ status }) => status === 'sent').map(({ who }) => who)).toEqual(['duty/voice'])
    const why = (await town.cases.timeline(caseId)).find(({ what }) => what === 'messageFailed')?.why
    expect(why).toContain('says the fake')
  })

  it('says aloud when nobody is left to tell', async () => {
    const town = await messagingTown()
    town.sms.answers(refusal('noSuchNumber', true))
    await town.openAndTell()
    await town.outbox.tick()
    expect(town.log.errors.filter((line) => line.includes('nobody is left to send it to')).length).toBeGreaterThan(0)
    expect((await town.all()).every(({ status }) => status === 'failed')).toBe(true)
  })

  it('keeps an order while the way is down, tells those above meanwhile, and stops when it was accepted', async () => {
    const town = await messagingTown()
    town.sms.answers(refusal('unreachable'))
    const { orderId } = await town.openAndTell()
    await town.seconds(60)
    const waiting = await town.all()
    expect(waiting.map(({ who }) => who)).toEqual(
      expect.arrayContaining(['0501/sms', '0502/voice', '0590/voice', 'duty/voice']),
    )
    expect(waiting.every(({ status }) => status === 'pending')).toBe(true)
    const order = await town.cases.order(orderId)
    if (!order) throw new Error('the order is not there')
    await town.stores.ledger.commit({
      changes: [{ put: 'order', row: { ...order, revision: order.revision + 1, status: 'accepted' } }],
    })
    const tried = town.sms.tried.length
    town.sms.answers({ ok: true, reference: null, isDelivered: false })
    await town.seconds(400)
    expect(town.sms.tried).toHaveLength(tried)
    expect((await town.all()).every(({ status }) => status === 'cancelled')).toBe(true)
  })

  it('does not send next week what was true today', async () => {
    const town = await messagingTown()
    await queueNote(town, '13912345678', 'note')
    town.clock.advance(minutes(24 * 60))
    await town.outbox.tick()
    expect(town.sms.tried).toEqual([])
    expect(await town.all()).toMatchObject([{ status: 'expired' }])
  })

  it.each([
    ['12', 'this is no telephone number'],
    ['anonymous', 'this is no telephone number'],
  ])('tries no number that is none: %s', async (number, why) => {
    const town = await messagingTown()
    await queueNote(town, number, 'note')
    await town.outbox.tick()
    expect(town.sms.tried).toEqual([])
    expect(await town.all()).toMatchObject([{ status: 'failed', detail: `noSuchNumber: ${why}` }])
  })

  it('sends nothing to a number that was erased', async () => {
    const town = await messagingTown()
    await queueNote(town, '13912345678', 'note')
    const toRef = (await town.all())[0]?.toRef ?? ''
    await town.ledger.commit({ changes: [{ put: 'personal', row: { id: toRef, kind: 'phone', value: null, at: 0 } }] })
    await town.outbox.tick()
    expect(await town.all()).toMatchObject([{ status: 'failed', detail: 'noSuchNumber: the number was erased' }])
  })

  it('sends once more, under the same id, what a server that died had in hand', async () => {
    const town = await messagingTown()
    await queueNote(town, '13912345678', 'note')
    town.sms.answers(() => new Promise(() => {}))
    void town.outbox.tick()
    await expect.poll(() => town.sms.tried.length).toBe(1)
    // That server is gone; another one comes.
    const next = town.outboxWith(town.sms)
    town.sms.answers({ ok: true, reference: null, isDelivered: false })
    town.clock.advance(59_000)
    await next.tick()
    expect(town.sms.tried).toHaveLength(1)
    town.clock.advance(1000)
    await next.tick()
    expect(new Set(town.sms.tried.map(({ id }) => id)).size).toBe(1)
    expect(town.sms.tried).toHaveLength(2)
    expect(await town.all()).toMatchObject([{ status: 'sent', unknownOutcomes: 1, attempts: 2 }])
  })

  it('two servers never have one message in hand', async () => {
    const town = await messagingTown()
    for (let note = 0; note < 30; note += 1) await queueNote(town, `139000000${10 + note}`, `note-${note}`)
    await Promise.all([town.outboxWith(town.sms).tick(), town.outboxWith(town.sms).tick()])
    expect(town.sms.tried).toHaveLength(30)
    expect(new Set(town.sms.tried.map(({ to }) => to)).size).toBe(30)
  })

  it('sends nothing it could not claim, and says why', async () => {
    const town = await messagingTown()
    await queueNote(town, '13912345678', 'note')
    town.breakLedger('the disk is full')
    await town.outbox.tick()
    expect(town.sms.tried).toEqual([])
    expect(town.log.errors.join()).toContain('the disk is full')
    town.breakLedger(null)
    await town.outbox.tick()
    expect(town.sms.tried).toHaveLength(1)
  })

  it('remembers what came of a message until the database takes it: it is not sent twice', async () => {
    const town = await messagingTown()
    await queueNote(town, '13912345678', 'note')
    town.sms.answers(() => {
      town.breakLedger('the database is locked')
      return { ok: true, reference: null, isDelivered: false }
    })
    await town.outbox.tick()
    expect(await town.all()).toMatchObject([{ status: 'sending' }])
    await town.seconds(90)
    expect(town.sms.tried).toHaveLength(1)
    town.breakLedger(null)
    await town.outbox.tick()
    expect(await town.all()).toMatchObject([{ status: 'sent', attempts: 1 }])
    expect(town.sms.tried).toHaveLength(1)
  })

  it('tries the next way where the first is down, but no other for a number that is none', async () => {
    const town = await messagingTown()
    const [one, two] = [createFakeSms({ name: 'one' }), createFakeSms({ name: 'two' })]
    one.answers(refusal('unreachable'))
    await queueNote(town, '13912345678', 'a')
    await town.outboxWith(one, two).tick()
    expect(await town.all()).toMatchObject([{ status: 'sent', transport: 'two' }])
    one.answers(refusal('noSuchNumber', true))
    await queueNote(town, '13912345679', 'b')
    await town.outboxWith(one, two).tick()
    expect(two.tried).toHaveLength(1)
  })

  it.each([
    ['back', -60],
    ['on', 60],
  ])('loses and doubles nothing when the clock is put %s an hour, and makes nobody wait for it', async (_, minute) => {
    const town = await messagingTown()
    town.sms.answers(refusal('unreachable'))
    await town.openAndTell()
    await town.outbox.tick()
    await queueNote(town, '13912345678', 'note')
    town.clock.advance(minutes(minute))
    town.sms.answers({ ok: true, reference: null, isDelivered: false })
    await town.seconds(20)
    const rows = await town.all()
    expect(rows.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
      'caseNumber sent',
      'orderToTeam sent',
      'orderToTeam sent',
    ])
    expect(new Set(town.sms.tried.map(({ id }) => id)).size).toBe(3)
  })

  it('takes a way that breaks for one that is not there', async () => {
    const town = await messagingTown()
    const broken = createFakeSms({ name: 'broken' })
    broken.answers(() => {
      throw new Error('a bug')
    })
    await queueNote(town, '13912345678', 'a')
    await town.outboxWith(broken).tick()
    expect(await town.all()).toMatchObject([{ status: 'pending' }])
    expect(town.log.errors.join()).toContain('a message transport broke')
  })

  it('takes a receipt, also one that comes before the answer, and tells the next contact of one that failed', async () => {
    const town = await messagingTown()
    await town.openAndTell()
    town.sms.answers(async ({ id, to }) => {
      if (to === first) await town.sms.receipt({ id, isDelivered: true })
      return { ok: true, reference: `ref-${to}`, isDelivered: false }
    })
    await town.outbox.tick()
    expect((await town.all()).map(({ status }) => status)).toEqual(['delivered', 'sent'])
    expect(await town.sms.receipt({ reference: `ref-${second}`, isDelivered: false, detail: 'absent' })).toBe(true)
    expect(await town.sms.receipt({ reference: `ref-${second}`, isDelivered: true })).toBe(true)
    expect(await town.sms.receipt({ reference: 'nobody', isDelivered: true })).toBe(false)
    await town.outbox.tick()
    expect(town.sms.tried.map(({ to }) => to)).toEqual([first, second, head])
    expect((await town.all()).map(({ who, status }) => `${who} ${status}`)).toContain('0502/voice failed')
  })
})

it('whatever fails in between, an order is one message a contact, and none is sent twice unless a server died', async () => {
  const failures: TransportOutcome[] = [
    refusal('unreachable'),
    refusal('rejected'),
    refusal('throttled'),
    refusal('noSuchNumber', true),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 5, maxLength: 40 }), async (dice) => {
      const town = await messagingTown()
      let turn = 0
      const taken: string[] = []
      town.sms.answers(({ id }) => {
        const rolled = dice[turn++ % dice.length] ?? 0
        const failure = failures[rolled]
        if (failure) return failure
        // The disk is full just when it is to be noted that the message was taken.
        if (rolled === 5) town.breakLedger('full')
        taken.push(id)
        return { ok: true, reference: null, isDelivered: false }
      })
      await town.openAndTell()
      for (let round = 0; round < 30; round += 1) {
        await town.outbox.tick()
        town.breakLedger(null)
        town.clock.advance(20_000)
      }
      const rows = await town.all()
      const contacts = rows.map(({ who }) => who)
      expect(contacts).toEqual(expect.arrayContaining(['0501/sms', '0502/voice']))
      const numbers = town.sms.tried.map(({ id, to }) => `${id} ${to}`)
      expect(new Set(rows.map(({ dedupeKey }) => dedupeKey)).size).toBe(rows.length)
      expect(new Set(numbers).size).toBeLessThanOrEqual(rows.length)
      expect(new Set(taken).size).toBe(taken.length)
      const isKnown = rows.some(({ status }) => ['sent', 'pending', 'sending'].includes(status))
      expect(isKnown || contacts.length >= 4).toBe(true)
    }),
    { numRuns: 60 },
  )
})
