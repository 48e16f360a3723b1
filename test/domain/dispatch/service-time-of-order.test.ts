import { expect, it } from 'vitest'
import { openCase } from '../../../src/domain/case/open-case.ts'
import type { Change } from '../../../src/domain/change.ts'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import { decisionBy } from '../../../src/domain/decision.ts'
import { advanceOrder } from '../../../src/domain/dispatch/advance-order.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../../support/small-table.ts'

const any = { unit: null, category: null, categoryKind: null, urgency: null } as const
const table: RoutingTable = {
  ...smallTable,
  windows: [
    { id: 'office', frames: [{ days: 'workdays', from: '08:30', to: '17:30' }], exceptions: [], closedTo: '110' },
  ],
  units: smallTable.units.map((unit) => ({ ...unit, promises: { ...unit.promises, completeMinutes: 180 } })),
  serviceTime: [
    { ...any, clock: 'complete', unit: '05', window: 'office' },
    { ...any, clock: 'review', window: 'office' },
  ],
}
/** Fri 2026-11-27 16:30 in Shanghai. */
const friday = Date.parse('2026-11-27T16:30:00+08:00')
let ids = 0
const decision = (now: number) =>
  decisionBy('system', { now, zone: 'Asia/Shanghai', table, tableVersion: 1, newId: () => `id${++ids}` })
const deadlinesOf = (changes: readonly Change[]): readonly DeadlineRecord[] =>
  changes.flatMap((change) => ('put' in change && change.put === 'deadline' ? [change.row] : []))
const local = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16)

it('completion counts in office hours, arrival day and night; feedback follows the completion that is due', () => {
  const { row, order, changes } = openCase(
    {
      category: 'water',
      answer: null,
      origin: 'citizen',
      urgency: 'urgent',
      language: 'zh-CN',
      callerRef: null,
      callId: null,
      referredTo: null,
      unit: '05',
      why: 'test',
    },
    decision(friday),
  )
  if (!order) throw new Error('no order')
  const step = { step: 'notify', by: 'api:unit' } as const
  const subject = { caseRow: row, order, orders: [order], deadlines: deadlinesOf(changes) }
  const advanced = advanceOrder(subject, step, decision(friday))
  if (!advanced.ok) throw new Error(advanced.reason)
  expect(
    deadlinesOf(advanced.changes).map(({ kind, due, reason }) => [kind, local(due), reason.service?.window]),
  ).toEqual([
    ['arrive', '11-27T17:00', undefined],
    ['complete', '11-30T10:30', 'office'], // Mon
    ['feedback', '11-30T22:30', undefined],
  ])
})
