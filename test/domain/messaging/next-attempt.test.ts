import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesBy } from '../../../src/domain/decision.ts'
import type { OrderStatus } from '../../../src/domain/dispatch/order-record.ts'
import { minutes, seconds } from '../../../src/domain/instant.ts'
import type { MessageKind } from '../../../src/domain/messaging/message-kind.ts'
import type { MessageRecord } from '../../../src/domain/messaging/message-record.ts'
import { claimMessage, isStillWanted, nextAttempt } from '../../../src/domain/messaging/next-attempt.ts'
import type { SendOutcome } from '../../../src/domain/messaging/send-outcome.ts'
import { settleAttempt } from '../../../src/domain/messaging/settle-attempt.ts'
import { settleReceipt } from '../../../src/domain/messaging/settle-receipt.ts'
import { aMessage, anOrder, noon } from '../../contracts/records.ts'

const next = [
  { ref: 'r2', who: '0502/sms', dedupeKey: 'order:o@0502/sms' },
  { ref: 'r3', who: '0590/voice', dedupeKey: 'order:o@0590/voice' },
]
const sending = (row: Partial<MessageRecord> = {}): MessageRecord =>
  aMessage({ status: 'sending', attempts: 1, revision: 2, nextContacts: next, expiresAt: noon + minutes(60), ...row })
const failed = (reason: Extract<SendOutcome, { ok: false }>['reason'], isFinal = false): SendOutcome => ({
  ok: false,
  reason,
  isFinal,
  detail: 'why',
})

describe('a try', () => {
  it('that was taken is sent, and delivered only where the transport says so', () => {
    const taken = { ok: true, transport: 'sip', reference: null, isDelivered: false } as const
    expect(nextAttempt(sending(), taken, noon)).toMatchObject({
      row: { status: 'sent', revision: 3, sentAt: noon, transport: 'sip', nextAttemptAt: null },
      handOn: null,
    })
    expect(nextAttempt(sending(), { ...taken, isDelivered: true }, noon).row.status).toBe('delivered')
  })

  it.each([
    [1, 5],
    [2, 15],
    [3, 30],
    [4, 60],
    [5, 120],
    [6, 300],
    [60, 300],
  ])('number %i that found nobody there is repeated after %i s', (attempts, wait) => {
    const { row } = nextAttempt(sending({ attempts }), failed('unreachable'), noon)
    expect(row).toMatchObject({ status: 'pending', nextAttemptAt: noon + seconds(wait), detail: 'unreachable: why' })
  })

  it.each([
    [0, 2, null],
    [0, 3, '0502/sms'],
    [1, 3, null],
    [1, 4, '0502/sms'],
    [2, 50, null],
  ])('of priority %i, number %i that found nobody there tells %s too, and goes on', (priority, attempts, who) => {
    const { row, handOn } = nextAttempt(sending({ priority, attempts }), failed('unreachable'), noon)
    expect(row.status).toBe('pending')
    expect(handOn?.who ?? null).toBe(who)
  })

  it('to a number that is none fails, and the next contact gets it', () => {
    const done = nextAttempt(sending(), failed('noSuchNumber', true), noon)
    expect(done).toMatchObject({ row: { status: 'failed', nextAttemptAt: null }, handOn: { who: '0502/sms' } })
  })

  it('that is refused again and again fails in the end', () => {
    expect(nextAttempt(sending({ attempts: 4 }), failed('rejected'), noon).row.status).toBe('pending')
    expect(nextAttempt(sending({ attempts: 5 }), failed('rejected'), noon)).toMatchObject({
      row: { status: 'failed' },
      handOn: { who: '0502/sms' },
    })
  })

  it('that is too much is left for at least ten seconds and tells nobody else', () => {
    const { row, handOn } = nextAttempt(sending({ attempts: 9 }), failed('throttled'), noon)
    expect(handOn).toBeNull()
    expect(nextAttempt(sending(), failed('throttled'), noon).row.nextAttemptAt).toBe(noon + seconds(10))
    expect(row.nextAttemptAt).toBe(noon + seconds(300))
  })
})

describe('a claim', () => {
  it('counts the try and runs out after a minute', () => {
    expect(claimMessage(aMessage(), null, noon)).toMatchObject({
      send: true,
      row: { status: 'sending', attempts: 1, revision: 2, nextAttemptAt: noon + seconds(60) },
    })
  })

  it('whose sender died is taken over once; the second time it counts as a failure', () => {
    const once = claimMessage(sending(), null, noon)
    expect(once).toMatchObject({ send: true, row: { unknownOutcomes: 1, attempts: 2 } })
    expect(claimMessage(once.row, null, noon)).toMatchObject({
      send: false,
      row: { status: 'failed', unknownOutcomes: 2 },
      handOn: { who: '0502/sms' },
    })
  })

  it('comes too late for what would no longer be so', () => {
    const row = aMessage({ expiresAt: noon })
    expect(claimMessage(row, null, noon - 1).send).toBe(true)
    expect(claimMessage(row, null, noon)).toMatchObject({ send: false, row: { status: 'expired' }, handOn: null })
  })

  it.each<[MessageKind, OrderStatus, boolean]>([
    ['orderToTeam', 'issued', true],
    ['orderToTeam', 'notified', true],
    ['orderToTeam', 'accepted', false],
    ['orderToTeam', 'returned', false],
    ['orderReturned', 'returned', true],
    ['orderReturned', 'accepted', false],
    ['orderReminder.ruling', 'returned', true],
    ['orderEscalation.ruling', 'upheld', false],
    ['orderLeads', 'issued', true],
    ['orderLeads', 'withdrawn', false],
    ['orderReminder.accept', 'notified', true],
    ['orderReminder.accept', 'accepted', false],
    ['orderReminder.arrive', 'accepted', true],
    ['orderReminder.arrive', 'arrived', false],
    ['orderEscalation.complete', 'arrived', true],
    ['orderEscalation.complete', 'completed', false],
    ['orderEscalation.feedback', 'completed', true],
    ['orderEscalation.feedback', 'fedBack', false],
    ['orderEscalation.feedback', 'withdrawn', false],
    ['replyUnderstood', 'closed', true],
  ])('of %s while the order is %s is wanted: %s', (kind, status, isWanted) => {
    const order = anOrder('case', { status })
    expect(isStillWanted({ kind }, order)).toBe(isWanted)
    expect(claimMessage(aMessage({ kind }), order, noon)).toMatchObject(
      isWanted ? { send: true } : { send: false, row: { status: 'cancelled' } },
    )
  })
})

it('the next contact gets a message of its own, with the contacts that are left', () => {
  let id = 0
  const lines = linesBy('system', { now: noon + 5, newId: () => `new-${++id}` })
  const row = sending({ caseId: 'case' })
  const changes = settleAttempt(nextAttempt(row, failed('noSuchNumber', true), noon + 5), lines)
  const messages = changes.flatMap((change) => ('put' in change && change.put === 'message' ? [change.row] : []))
  expect(messages).toEqual([
    expect.objectContaining({ id: row.id, status: 'failed', nextContacts: [] }),
    expect.objectContaining({
      revision: 1,
      toRef: 'r2',
      who: '0502/sms',
      dedupeKey: 'order:o@0502/sms',
      status: 'pending',
      attempts: 0,
      nextContacts: [next[1]],
      expiresAt: row.expiresAt,
    }),
  ])
  const told = changes.flatMap((change) => ('add' in change ? [change.row.what] : []))
  expect(told).toEqual(['messageFailed', 'messageHandedOn'])
})

describe('a receipt', () => {
  it('makes it delivered, or hands it on', () => {
    const sent = sending({ status: 'sent' })
    expect(settleReceipt(sent, { isDelivered: true, detail: null })?.row.status).toBe('delivered')
    expect(settleReceipt(sent, { isDelivered: false, detail: 'off' })).toMatchObject({
      row: { status: 'failed', detail: 'off' },
      handOn: { who: '0502/sms' },
    })
  })

  it.each(['pending', 'delivered', 'failed', 'expired', 'cancelled'] as const)(
    'changes nothing of what is %s',
    (status) => {
      expect(settleReceipt(sending({ status }), { isDelivered: false, detail: null })).toBeNull()
    },
  )
})

it('whatever comes of the tries, each contact is told once, and none is forgotten before another has it', () => {
  const outcome = fc.constantFrom<SendOutcome>(
    failed('unreachable'),
    failed('rejected'),
    failed('throttled'),
    failed('noSuchNumber', true),
    { ok: true, transport: 't', reference: null, isDelivered: false },
  )
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 60 }), (outcomes) => {
      let id = 0
      let now = noon
      const lines = () => linesBy('system', { now, newId: () => `new-${++id}` })
      const rows = new Map<string, MessageRecord>()
      const first = aMessage({
        priority: 0,
        nextContacts: next,
        expiresAt: noon + minutes(30),
        dedupeKey: 'order:o@0501/sms',
      })
      rows.set(first.id, first)
      for (const each of outcomes) {
        const due = [...rows.values()].find(({ status }) => status === 'pending')
        if (!due) break
        now = Math.max(now, due.nextAttemptAt ?? now)
        const claim = claimMessage(due, null, now)
        for (const change of settleAttempt(claim.send ? nextAttempt(claim.row, each, now) : claim, lines()))
          if ('put' in change && change.put === 'message') rows.set(change.row.id, change.row)
      }
      const keys = [...rows.values()].map(({ dedupeKey }) => dedupeKey)
      expect(new Set(keys).size).toBe(keys.length)
      const all = [...rows.values()]
      const isOpen = all.some(({ status }) => ['pending', 'sent', 'expired'].includes(status))
      expect(isOpen || keys.length === 1 + next.length).toBe(true)
    }),
  )
})
