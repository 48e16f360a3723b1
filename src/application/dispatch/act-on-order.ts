import { isOver } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import { type Decision, decisionBy } from '../../domain/decision.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { OrderToActOn } from '../../domain/dispatch/return-order.ts'
import { loadCase } from '../case/load-case.ts'
import { type Committed, type Conflict, commitDecision } from '../commit-decision.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { ReportOrderStepDeps } from './report-order-step.ts'
import { tableOfOrder } from './table-of-order.ts'
import { tellCalls } from './tell-calls.ts'

/** `notifyCalls` tells the calls under way, so that telephones that ring for the order stop. */
export type ActOnOrderDeps = ReportOrderStepDeps & { readonly duty: Pick<DutyStore, 'current'> }

export type OrderNamed = { readonly caseNumber: string; readonly orderId: string; readonly by: Actor }

/** `caseOver`: closed, merged or cancelled. */
export type NoOrderRefusal = { readonly ok: false; readonly reason: 'noCase' | 'noOrder' | 'caseOver' }

/**
 * Decides something about one order of a case, beside its work, by the table its unit is held to, and commits it; then the
 * calls under way learn how the order stands.
 */
export async function actOnOrder<
  Outcome extends
    | { readonly ok: false }
    | { readonly ok: true; readonly order: OrderRecord; readonly changes: readonly Change[] },
>(
  deps: ActOnOrderDeps,
  { caseNumber, orderId, by }: OrderNamed,
  decide: (subject: OrderToActOn, decision: Decision) => Outcome | Promise<Outcome>,
): Promise<
  | { readonly ok: true; readonly decided: Extract<Outcome, { ok: true }>; readonly outcome: Committed }
  | Exclude<Outcome, { ok: true }>
  | NoOrderRefusal
  | Conflict
> {
  const done = await commitDecision<Outcome | NoOrderRefusal>(deps.ledger, async () => {
    const refuse = (reason: NoOrderRefusal['reason']): NoOrderRefusal => ({ ok: false, reason })
    const loaded = await loadCase(deps.cases, caseNumber)
    if (!loaded) return refuse('noCase')
    const order = loaded.orders.find(({ id }) => id === orderId)
    if (!order) return refuse('noOrder')
    if (isOver(loaded.caseRow)) return refuse('caseOver')
    const version = await tableOfOrder(deps.routing, loaded.caseRow.routingVersion, order.unit)
    if (!version) throw new Error(`No published routing table knows unit ${order.unit}`)
    const decision = decisionBy(by, {
      now: deps.clock.now(),
      zone: deps.zone,
      table: version.table,
      tableVersion: version.number,
      newId: () => deps.ids.next(),
    })
    return decide({ ...loaded, order, duty: await deps.duty.current() }, decision)
  })
  if (!done.ok) return done as Exclude<Outcome, { ok: true }> | NoOrderRefusal | Conflict
  const decided = done.decided as Extract<Outcome, { ok: true }>
  await tellCalls(deps, decided.order, by)
  return { ok: true, decided, outcome: done.outcome }
}
