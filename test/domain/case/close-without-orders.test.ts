import { expect, test } from 'vitest'
import type { CaseStatus } from '../../../src/domain/case/case-record.ts'
import { closeWithoutOrders } from '../../../src/domain/case/close-without-orders.ts'
import { openCase } from '../../../src/domain/case/open-case.ts'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import type { OrderRecord, OrderStatus } from '../../../src/domain/dispatch/order-record.ts'
import { smallTown } from '../../support/small-town.ts'

const { decision } = await smallTown()
const facts = decision()
const opened = openCase(
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
    why: 'key 1',
  },
  facts,
)
const orderAt = (status: OrderStatus): OrderRecord => ({ ...opened.order!, status })
const deadlineAt = (status: DeadlineRecord['status']): DeadlineRecord => ({
  id: 'd',
  caseId: opened.row.id,
  orderId: null,
  kind: 'callBack',
  due: facts.now,
  status,
  settledAt: null,
  reason: { base: 'promised', from: 0, minutes: 30, atLocal: null, unit: null, category: null, urgency: null },
  revision: 1,
  ladder: [],
  stepsDone: 0,
  nextStepAt: null,
  acknowledgedBy: null,
})
const attempt = (status: CaseStatus, orders: OrderRecord[] = [], deadlines: DeadlineRecord[] = []) =>
  closeWithoutOrders({ caseRow: { ...opened.row, status }, orders, deadlines }, facts, 'calledBack')

test.each<[CaseStatus, OrderStatus[], DeadlineRecord['status'][], string]>([
  ['open', [], [], 'closed'],
  ['open', [], ['met', 'late', 'cancelled'], 'closed'],
  ['referred', [], ['met'], 'closed'],
  ['open', ['upheld', 'withdrawn'], [], 'closed'],
  ['open', ['returned', 'withdrawn'], [], 'orderOpen'],
  ['dispatched', ['issued'], [], 'orderOpen'],
  ['handled', ['fedBack'], [], 'orderOpen'],
  ['handling', ['closed', 'accepted'], [], 'orderOpen'],
  ['open', [], ['met', 'running'], 'deadlineRunning'],
  ['closed', [], [], 'over'],
  ['merged', [], [], 'over'],
  ['cancelled', [], [], 'over'],
])('a case that is %s with orders %j and deadlines %j: %s', (status, orders, deadlines, expected) => {
  const closing = attempt(status, orders.map(orderAt), deadlines.map(deadlineAt))
  expect(closing.ok ? closing.caseRow.status : closing.reason).toBe(expected)
})

test('the closing is the next revision, has its instant, and one line that says why', () => {
  const closing = attempt('referred')
  if (!closing.ok) throw new Error(closing.reason)
  expect(closing.caseRow).toMatchObject({ revision: opened.row.revision + 1, closedAt: facts.now })
  expect(closing.changes).toEqual([
    { put: 'case', row: closing.caseRow },
    {
      add: 'timeline',
      row: expect.objectContaining({
        what: 'caseClosed',
        before: { status: 'referred' },
        after: { status: 'closed' },
        why: 'calledBack',
      }),
    },
  ])
})
