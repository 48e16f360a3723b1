import { commitDecision } from '../../../src/application/commit-decision.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { openCase } from '../../../src/domain/case/open-case.ts'
import { decisionBy } from '../../../src/domain/decision.ts'
import { nowMs } from '../calls/now.ts'
import { percentile } from '../calls/percentiles.ts'
import { type ServerParts, zone } from './server-parts.ts'

export type WriteFigures = {
  readonly openP50: number
  readonly openP99: number
  readonly advanceP50: number
  readonly advanceP99: number
}

/** Opens cases with an order and takes the orders on, one durable commit each, as calls and units do. */
export async function measureWrites(parts: ServerParts, count: number): Promise<WriteFigures> {
  const { ledger, routing, clock, ids } = parts
  const version = await routing.current()
  if (version === null) throw new Error('there is no table')
  const { table, number: tableVersion } = version
  const report = reportOrderStep({ ...parts, notifyCalls() {} })
  const opens: number[] = []
  const advances: number[] = []
  for (let place = 0; place < count; place += 1) {
    const category = table.categories[place % table.categories.length]?.id ?? null
    const unit = table.units[place % table.units.length]?.id ?? null
    parts.move(1000)
    const start = nowMs()
    const opened = await commitDecision(ledger, async () => {
      const decision = decisionBy('system', { now: clock.now(), zone, table, tableVersion, newId: () => ids.next() })
      const callerRef = decision.newId()
      const opening = {
        category,
        answer: null,
        origin: 'citizen',
        urgency: 'urgent',
        language: 'zh-CN',
        callerRef,
      } as const
      const { row, order, changes } = openCase(
        { ...opening, callId: null, referredTo: null, unit, why: 'chosen' },
        decision,
      )
      const phone = { id: callerRef, kind: 'phone', value: `13${700_000_000 + place}`, at: clock.now() } as const
      return { ok: true as const, row, order, changes: [{ put: 'personal' as const, row: phone }, ...changes] }
    })
    opens.push(nowMs() - start)
    if (!opened.ok) throw new Error('a case could not be opened')
    const { order, row } = opened.decided
    if (order === null) continue
    const caseNumber = opened.outcome.caseNumbers[row.id] ?? ''
    for (const step of ['accept', 'arrive', 'complete'] as const) {
      const begin = nowMs()
      const result = step === 'complete' ? '已处理完毕' : null
      const done = await report({ caseNumber, orderId: order.id, step, by: 'responder:0501', result })
      advances.push(nowMs() - begin)
      if (!done.ok) throw new Error(`${step}: ${done.reason}`)
    }
  }
  const at = (values: readonly number[], share: number): number => percentile(values, share) ?? 0
  return {
    openP50: at(opens, 0.5),
    openP99: at(opens, 0.99),
    advanceP50: at(advances, 0.5),
    advanceP99: at(advances, 0.99),
  }
}
