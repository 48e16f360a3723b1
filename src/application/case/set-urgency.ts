import { isOver } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { decisionBy } from '../../domain/decision.ts'
import { furtherUnits } from '../../domain/dispatch/further-units.ts'
import { issueReinforcements } from '../../domain/dispatch/issue-reinforcements.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { Urgency } from '../../domain/routing/routing-table.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { statementOf } from '../dispatch/ring-team.ts'
import { loadCase } from './load-case.ts'

export type SetUrgencyRefusal = {
  readonly ok: false
  /** `caseOver`: closed, merged or cancelled. */
  readonly reason: 'noCase' | 'caseOver'
}

/**
 * Says how urgent a case is, or sets it right; where it is that already, nothing happens. A case that becomes critical calls
 * in the further units of its route, by the table it was opened by, as far as they have had no order; each team is told by
 * message, queued in the same commit, and by a call. Deadlines that run stay as they were promised; those that begin later
 * follow the new urgency. A case that becomes less urgent keeps the orders it has.
 */
export const setUrgency =
  (deps: IssueFurtherOrderDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly urgency: Urgency
    readonly reason: string
    readonly by: Actor
  }): Promise<{ readonly ok: true; readonly issued: readonly OrderRecord[] } | SetUrgencyRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    if (!done.ok) return done
    const issued = done.decided.issued.map((order) => ({ ...order, code: done.outcome.orderCodes[order.id] ?? null }))
    for (const order of issued) await deps.ringTeam(order)
    return { ok: true, issued }
  }

async function decide(
  deps: IssueFurtherOrderDeps,
  { caseNumber, urgency, reason, by }: Parameters<ReturnType<typeof setUrgency>>[0],
) {
  const refuse = (reason: SetUrgencyRefusal['reason']): SetUrgencyRefusal => ({ ok: false, reason })
  const loaded = await loadCase(deps.cases, caseNumber)
  if (!loaded) return refuse('noCase')
  const { caseRow, orders } = loaded
  if (isOver(caseRow)) return refuse('caseOver')
  if (caseRow.urgency === urgency) return { ok: true as const, issued: [], changes: [] }
  const version = (await deps.routing.version(caseRow.routingVersion)) ?? (await deps.routing.current())
  if (!version) throw new Error('A case exists, but no routing table was ever published')
  const decision = decisionBy(by, {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const urgent = { ...caseRow, revision: caseRow.revision + 1, urgency }
  const about = {
    caseRow: urgent,
    orders,
    deadlines: loaded.deadlines,
    duty: await deps.duty.current(),
    statement: (await statementOf(deps, caseRow.id)) === null ? ('no' as const) : ('yes' as const),
  }
  const further = issueReinforcements(about, urgency === 'critical' ? furtherUnits(caseRow, decision) : [], decision)
  return {
    ok: true as const,
    issued: further.issued,
    changes: [
      { put: 'case' as const, row: further.caseRow },
      decision.line(caseRow.id, 'urgencySet', {
        before: { urgency: caseRow.urgency },
        after: { urgency },
        why: reason,
      }),
      ...further.changes,
    ],
  }
}
