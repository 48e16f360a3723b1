import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import { decisionBy } from '../../domain/decision.ts'
import { advanceOrder, type OrderRefusal, type OrderStep } from '../../domain/dispatch/advance-order.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { loadCase } from '../case/load-case.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, Ledger } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { tableOfOrder } from './table-of-order.ts'
import { type TellCallsDeps, tellCalls } from './tell-calls.ts'

/** `zone`: IANA zone of local times. `notifyCalls` tells the calls under way, so that a hunt for the order stops. */
export type ReportOrderStepDeps = TellCallsDeps & {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly routing: RoutingStore
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
}

export type OrderReport = {
  readonly caseNumber: string
  readonly orderId: string
  readonly step: OrderStep
  readonly by: Actor
  /** What was found and done, in the unit's words; null: none given. Only with `report`, `complete` and `feedBack`. */
  readonly result: string | null
}

type Unknown = { readonly ok: false; readonly reason: 'noCase' | 'noOrder' }
export type OrderReported = { readonly ok: true; readonly order: OrderRecord } | Unknown | OrderRefusal | Conflict

/**
 * Takes a unit's report (accepted, arrived, completed, fed back) or the officer's acceptance of the feedback. The result's
 * words are personal data: they are kept apart and referred to. Refused with the steps that are possible instead.
 */
export const reportOrderStep =
  (deps: ReportOrderStepDeps) =>
  async (report: OrderReport): Promise<OrderReported> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, report))
    if (!done.ok) return done
    const { order } = done.decided
    await tellCalls(deps, order, report.by)
    return { ok: true, order }
  }

async function decide(deps: ReportOrderStepDeps, report: OrderReport) {
  const loaded = await loadCase(deps.cases, report.caseNumber)
  if (!loaded) return { ok: false, reason: 'noCase' } satisfies Unknown
  const order = loaded.orders.find(({ id }) => id === report.orderId)
  if (!order) return { ok: false, reason: 'noOrder' } satisfies Unknown
  const version = await tableOfOrder(deps.routing, loaded.caseRow.routingVersion, order.unit)
  if (!version) throw new Error(`No published routing table knows unit ${order.unit}`)
  const decision = decisionBy(report.by, {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const resultRef = report.result === null ? null : decision.newId()
  const advanced = advanceOrder(
    { ...loaded, order },
    { step: report.step, by: report.by, ...(resultRef === null ? {} : { resultRef }) },
    decision,
  )
  if (!advanced.ok || resultRef === null) return advanced
  const kept: Change[] = [
    { put: 'personal', row: { id: resultRef, kind: 'result', value: report.result, at: decision.now } },
    // The report of the situation is its words; a result is told beside the step.
    ...(report.step === 'report'
      ? []
      : [decision.line(order.caseId, 'resultRecorded', { refs: { order: order.id, result: resultRef } })]),
  ]
  return { ...advanced, changes: [...kept, ...advanced.changes] }
}
