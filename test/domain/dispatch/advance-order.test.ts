import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../../src/domain/case/case-record.ts'
import { openCase } from '../../../src/domain/case/open-case.ts'
import type { Change } from '../../../src/domain/change.ts'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import { decisionBy } from '../../../src/domain/decision.ts'
import { advanceOrder, type OrderStep, possibleSteps } from '../../../src/domain/dispatch/advance-order.ts'
import { issueOrder } from '../../../src/domain/dispatch/issue-order.ts'
import type { OrderRecord, OrderStatus } from '../../../src/domain/dispatch/order-record.ts'
import { smallTable } from '../../support/small-table.ts'

/** Mon 2026-11-23 14:05 in Shanghai. */
const start = Date.parse('2026-11-23T14:05:00+08:00')
const at = (local: string): number => Date.parse(`2026-11-${local}:00+08:00`)
let ids = 0
const decision = (now: number) =>
  decisionBy('system', {
    now,
    zone: 'Asia/Shanghai',
    table: smallTable,
    tableVersion: 1,
    newId: () => `id${String(++ids)}`,
  })

type Matter = { caseRow: CaseRecord; orders: readonly OrderRecord[]; deadlines: readonly DeadlineRecord[] }

const rowsOf = (changes: readonly Change[], kind: 'case' | 'order' | 'deadline') =>
  changes.flatMap((change) => ('put' in change && change.put === kind ? [change.row] : []))
const laidOver = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  changed: readonly unknown[],
): readonly Row[] => [...new Map([...rows, ...(changed as readonly Row[])].map((row) => [row.id, row])).values()]

function opened(): Matter {
  const { row, changes } = openCase(
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
    decision(start),
  )
  return after({ caseRow: row, orders: [], deadlines: [] }, changes)
}

const after = (matter: Matter, changes: readonly Change[]): Matter => ({
  caseRow: (rowsOf(changes, 'case').at(-1) as CaseRecord | undefined) ?? matter.caseRow,
  orders: laidOver(matter.orders, rowsOf(changes, 'order')),
  deadlines: laidOver(matter.deadlines, rowsOf(changes, 'deadline')),
})

function advance(matter: Matter, step: OrderStep, now: number, unit = '05'): Matter {
  const order = matter.orders.find((candidate) => candidate.unit === unit)!
  const advanced = advanceOrder({ ...matter, order }, { step, by: 'api:unit' }, decision(now))
  if (!advanced.ok) throw new Error(`${step} was refused: ${advanced.reason}`)
  return after(matter, advanced.changes)
}

/** `arrive by 23T14:40 running` */
const clocks = ({ deadlines }: Matter): readonly string[] =>
  deadlines
    .filter(({ kind }) => kind !== 'dispatch')
    .map(({ kind, due, status }) => {
      const local = new Date(due + 8 * 3_600_000).toISOString().slice(8, 16)
      return `${kind} by ${local} ${status}`
    })
    .sort()

describe('the clocks of an order', () => {
  // Mon 14:05 issued, 14:10 notified, 14:12 accepted, 14:40 arrived, 14:48 situation reported, 16:00 completed, Tue 03:00 fed back.
  const life: readonly (readonly [OrderStep | null, string, readonly string[]])[] = [
    [null, '23T14:05', ['accept by 23T14:08 running']],
    [
      'notify',
      '23T14:10',
      [
        'accept by 23T14:08 running',
        'arrive by 23T14:40 running',
        'complete by 24T14:10 running',
        'feedback by 25T02:10 running',
      ],
    ],
    [
      'accept',
      '23T14:12',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 running',
        'complete by 24T14:10 running',
        'feedback by 25T02:10 running',
      ],
    ],
    [
      'arrive',
      '23T14:40',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 met',
        'complete by 24T14:10 running',
        'feedback by 25T02:10 running',
        'situation by 23T14:50 running',
      ],
    ],
    [
      'report',
      '23T14:48',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 met',
        'complete by 24T14:10 running',
        'feedback by 25T02:10 running',
        'situation by 23T14:50 met',
      ],
    ],
    [
      'complete',
      '23T16:00',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 met',
        'complete by 24T14:10 met',
        'feedback by 24T04:00 running',
        'feedback by 25T02:10 cancelled',
        'situation by 23T14:50 met',
      ],
    ],
    [
      'feedBack',
      '24T03:00',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 met',
        'complete by 24T14:10 met',
        'feedback by 24T04:00 met',
        'feedback by 25T02:10 cancelled',
        'review by 24T15:00 running',
        'situation by 23T14:50 met',
      ],
    ],
    [
      'close',
      '24T09:00',
      [
        'accept by 23T14:08 late',
        'arrive by 23T14:40 met',
        'complete by 24T14:10 met',
        'feedback by 24T04:00 met',
        'feedback by 25T02:10 cancelled',
        'review by 24T15:00 met',
        'situation by 23T14:50 met',
      ],
    ],
  ]

  it('start and stop as the work goes on', () => {
    let matter = opened()
    for (const [step, local, expected] of life) {
      if (step !== null) matter = advance(matter, step, at(local))
      expect(clocks(matter), step ?? 'issued').toEqual(expected)
    }
  })

  it('are counted from the notification, so that late acceptance buys no time', () => {
    const late = advance(advance(opened(), 'notify', at('23T14:06')), 'accept', at('23T15:00'))
    expect(clocks(late)).toContain('arrive by 23T14:36 running')
  })

  it('start with the acceptance where nobody was notified before', () => {
    const accepted = advance(opened(), 'accept', at('23T14:07'))
    expect(clocks(accepted)).toEqual([
      'accept by 23T14:08 met',
      'arrive by 23T14:37 running',
      'complete by 24T14:07 running',
      'feedback by 25T02:07 running',
    ])
  })

  it('owe feedback after a completion that was reported at once', () => {
    const completed = advance(opened(), 'complete', at('23T14:07'))
    expect(clocks(completed)).toEqual(['accept by 23T14:08 met', 'feedback by 24T02:07 running'])
  })

  it('count the due instant itself as in time', () => {
    const accepted = advance(opened(), 'accept', at('23T14:08'))
    expect(clocks(accepted)).toContain('accept by 23T14:08 met')
  })
})

describe('the steps of an order', () => {
  const possible: Readonly<Record<OrderStatus, readonly OrderStep[]>> = {
    issued: ['notify', 'accept', 'arrive', 'report', 'complete'],
    notified: ['accept', 'arrive', 'report', 'complete'],
    accepted: ['arrive', 'report', 'complete'],
    arrived: ['report', 'complete'],
    completed: ['feedBack'],
    fedBack: ['close'],
    closed: [],
    returned: [],
    upheld: [],
    withdrawn: [],
  }
  it.each(Object.entries(possible))('are possible from %s: %j', (status, steps) => {
    const order = { ...opened().orders[0]!, status: status as OrderStatus }
    expect(possibleSteps(order)).toEqual(steps)
  })

  it.each([
    ['accepted', 'accept', 'alreadyDone'],
    ['completed', 'arrive', 'alreadyDone'],
    ['accepted', 'feedBack', 'notYet'],
    ['completed', 'close', 'notYet'],
    ['withdrawn', 'accept', 'over'],
    ['upheld', 'accept', 'over'],
    ['returned', 'complete', 'awaitsRuling'],
  ] as const)('refuse from %s: %s (%s)', (status, step, reason) => {
    const matter = opened()
    const order = { ...matter.orders[0]!, status }
    const refused = advanceOrder({ ...matter, order }, { step, by: 'api:unit' }, decision(start))
    expect(refused).toMatchObject({ ok: false, reason })
  })

  it('record what was skipped', () => {
    const completed = advance(opened(), 'complete', at('23T14:07'))
    expect(completed.orders[0]?.skipped).toEqual(['accepted', 'arrived'])
  })
})

describe('a case', () => {
  it('follows its orders: handling with the first acceptance, handled when all are completed, closed when all are closed', () => {
    let matter = opened()
    expect(matter.caseRow.status).toBe('dispatched')
    const issued = issueOrder(matter.caseRow, '10', matter.orders, decision(at('23T14:20')))
    matter = after(matter, issued.changes)
    expect(matter.orders.map(({ unit, lead }) => `${unit} ${lead}`)).toEqual(['05 true', '10 false'])
    matter = advance(matter, 'accept', at('23T14:21'), '10')
    expect(matter.caseRow.status).toBe('handling')
    matter = advance(matter, 'complete', at('23T15:00'), '10')
    expect(matter.caseRow.status).toBe('handling')
    matter = advance(matter, 'complete', at('23T15:01'))
    expect(matter.caseRow.status).toBe('handled')
    for (const unit of ['05', '10']) {
      matter = advance(matter, 'feedBack', at('23T15:30'), unit)
      expect(matter.caseRow.closedAt).toBeNull()
      matter = advance(matter, 'close', at('23T16:00'), unit)
    }
    expect(matter.caseRow).toMatchObject({ status: 'closed', closedAt: at('23T16:00') })
  })

  it('that was referred stays referred whatever a unit does beside', () => {
    const matter = opened()
    const referred: Matter = { ...matter, caseRow: { ...matter.caseRow, status: 'referred', referredTo: '110' } }
    expect(advance(referred, 'complete', at('23T14:30')).caseRow.status).toBe('referred')
  })
})
