import { expect, test } from 'vitest'
import { createOutbox } from '../../../src/application/messaging/send-messages.ts'
import type { Change } from '../../../src/domain/change.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { aMessage, put } from '../../contracts/records.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { createFakeSms } from '../../fakes/fake-sms.ts'
import { monday } from '../../support/small-town.ts'

const many = 100_000
const toRef = 'citizen'

/** An outbox in SQLite in which a hundred thousand pieces of information wait since ten o'clock. */
async function longOutbox() {
  const stores = sqliteStores()
  const citizen: Change = { put: 'personal', row: { id: toRef, kind: 'phone', value: '13912345678', at: monday } }
  await stores.ledger.commit({ changes: [citizen] })
  const note = (key: string, priority: number) => {
    const about = { kind: 'caseNumber', variables: { caseNumber: key }, variableRefs: {}, toRef, who: null } as const
    const at = { createdAt: monday, nextAttemptAt: monday, expiresAt: monday + 86_400_000 }
    return put.message(aMessage({ ...about, ...at, id: key, dedupeKey: key, priority, caseId: null, orderId: null }))
  }
  for (let from = 0; from < many; from += 5000) {
    await stores.ledger.commit({ changes: Array.from({ length: 5000 }, (_, at) => note(`note-${from + at}`, 2)) })
  }
  const log = createFakeLog()
  const sms = createFakeSms()
  let now = monday
  let count = 0
  const ids = { next: () => `id-${++count}` }
  const outbox = createOutbox({ ...stores, clock: { now: () => now }, ids, log, transports: [sms] })
  return {
    stores,
    log,
    sms,
    outbox,
    advance: (seconds: number) => {
      now += seconds * 1000
    },
    order: () => stores.ledger.commit({ changes: [note('order', 0)] }),
    waiting: () => stores.messages.countWaiting(),
  }
}

test('of an outbox of 100,000 a new order leaves at once, and each of the others once', {
  timeout: 60_000,
}, async () => {
  const { sms, outbox, order, waiting, log, stores } = await longOutbox()
  let stopping: Promise<void> | null = null
  sms.answers(async ({ id }) => {
    if (id === 'note-500') {
      await order()
      outbox.kick()
    }
    if (sms.tried.length === 2000) stopping = outbox.stop()
    return { ok: true, reference: null, isDelivered: false }
  })
  await outbox.tick()
  await stopping
  const tried = sms.tried.map(({ id }) => id)
  expect(new Set(tried).size).toBe(tried.length)
  // Those in hand when it came, and no more than one batch after them.
  expect(tried.indexOf('order') - tried.indexOf('note-500')).toBeLessThan(48)
  expect(await waiting()).toBe(many + 1 - tried.length)
  const { items } = await stores.messages.list({ status: 'sent' }, { cursor: null, limit: 5000 })
  expect(items.map(({ id }) => id).sort()).toEqual([...tried].sort())
  expect(log.warnings.join()).toContain('the outbox is long: messages wait for a way out waiting=100000')
  expect(log.errors).toEqual([])
})

test('while the way is down few of 100,000 are tried a second, none is lost, and orders go first when it is back', {
  timeout: 60_000,
}, async () => {
  const { sms, outbox, order, waiting, log, advance } = await longOutbox()
  const down = { ok: false, reason: 'unreachable', isFinal: false, detail: 'carrier is offline' } as const
  sms.answers(down)
  for (let second = 0; second < 10; second += 1) {
    for (let kick = 0; kick < 5; kick += 1) await outbox.tick()
    advance(1)
  }
  expect(sms.tried.length).toBeLessThanOrEqual(10 * 16)
  expect(await waiting()).toBe(many)
  expect(log.warnings.filter((line) => line.includes('the outbox is long'))).toHaveLength(1)
  await order()
  const before = sms.tried.length
  sms.answers((message) => {
    if (sms.tried.length > before + 100) void outbox.stop()
    return message.id === '' ? down : { ok: true, reference: null, isDelivered: false }
  })
  await outbox.tick()
  expect(sms.tried.slice(before, before + 17).map(({ id }) => id)).toContain('order')
})
