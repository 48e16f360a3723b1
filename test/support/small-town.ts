import { cancelWithDeadline } from '../../src/application/clocks/cancel-with-deadline.ts'
import type { Clock, Ids } from '../../src/application/ports/clock.ts'
import type { Ledger } from '../../src/application/ports/ledger.ts'
import type { Log } from '../../src/application/ports/log.ts'
import type { CaseOpening } from '../../src/domain/case/open-case.ts'
import { openCase } from '../../src/domain/case/open-case.ts'
import type { Change } from '../../src/domain/change.ts'
import { setDeadline } from '../../src/domain/clocks/set-deadline.ts'
import { type Decision, decisionBy } from '../../src/domain/decision.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { memoryStores } from '../fakes/memory-ledger.ts'
import { createMemoryPins, plainPins } from '../fakes/memory-pins.ts'
import { smallTable } from './small-table.ts'

/** Mon 2026-11-23 14:05 in Shanghai. */
export const monday = Date.parse('2026-11-23T14:05:00+08:00')
export const zone = 'Asia/Shanghai'
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** Stores with a table published, a clock that is moved by hand and ids that count. */
export async function smallTown(table: RoutingTable = smallTable) {
  const stores = memoryStores()
  const facts = { digest: 'd1', publishedAt: monday, publishedBy: 'demo', reason: 'first' }
  await stores.routing.publish({ ...facts, table })
  let now = monday
  let count = 0
  const clock: Clock & { advance(ms: number): void } = {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
  const ids: Ids = { next: () => `id-${String(++count).padStart(4, '0')}` }
  const decision = (): Decision => decisionBy('system', { now, zone, table, tableVersion: 1, newId: ids.next })

  const interferences: (() => Promise<void>)[] = []
  /** Somebody is faster: each of these runs once, right before one of the next commits by the ledger below. */
  const interfere = (...acts: (() => Promise<void>)[]) => void interferences.push(...acts)
  const stored: Ledger = {
    async commit(commit) {
      const act = interferences.shift()
      if (act) await act()
      return stores.strictLedger.commit(commit)
    },
  }

  const ledger = cancelWithDeadline(stored, { messages: stores.messages, clock, ids })

  /** Opens a case as a call would, from 13912345678, and tells its ids. `promise`: with a call back the centre owes. */
  async function open(about: Partial<CaseOpening> = {}, promise: 'callBack' | 'confirmAfterHours' | null = null) {
    const facts = decision()
    const callerRef = ids.next()
    const opening: CaseOpening = {
      category: 'water',
      answer: null,
      origin: 'citizen',
      urgency: 'urgent',
      language: 'zh-CN',
      callerRef,
      callId: null,
      referredTo: null,
      unit: '05',
      why: 'key 1',
      ...about,
    }
    const { row, order, changes } = openCase(opening, facts)
    const owed: Change[] = promise
      ? setDeadline(row, { kind: promise, base: 'promised', from: now, minutes: 30, order: null }, facts)
      : []
    const personal: Change = { put: 'personal', row: { id: callerRef, kind: 'phone', value: '13912345678', at: now } }
    const outcome = await stores.ledger.commit({ changes: [personal, ...changes, ...owed] })
    if (!outcome.ok) throw new Error('the case could not be opened')
    return { caseId: row.id, number: outcome.caseNumbers[row.id]!, orderId: order?.id ?? '', callerRef }
  }

  const notified: string[] = []
  return {
    ...stores,
    stores,
    pins: createMemoryPins(stores.addToAudit),
    pinHasher: plainPins,
    ledger,
    interfere,
    clock,
    ids,
    zone,
    log: silent,
    open,
    decision,
    /** Deadlines of which calls were told that they changed. */
    notified,
    notifyDeadline: (id: string) => void notified.push(id),
  }
}
export type SmallTown = Awaited<ReturnType<typeof smallTown>>
