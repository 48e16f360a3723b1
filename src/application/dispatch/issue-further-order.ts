import { isOver } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { decisionBy } from '../../domain/decision.ts'
import { issueOrder } from '../../domain/dispatch/issue-order.ts'
import { isOpen, type OrderRecord } from '../../domain/dispatch/order-record.ts'
import { orderToTeam } from '../../domain/messaging/order-to-team.ts'
import { loadCase } from '../case/load-case.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { CaseReader, Ledger } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { type RingTeam, statementOf } from './ring-team.ts'
import { tableOfOrder } from './table-of-order.ts'

export type IssueFurtherOrderDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly routing: RoutingStore
  readonly duty: Pick<DutyStore, 'current'>
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
  readonly ringTeam: RingTeam
}

export type FurtherOrderRefusal = {
  readonly ok: false
  /**
   * `unknownUnit`: not in the published table; `caseOver`: closed, merged or cancelled; `alreadyOrdered`: the unit has an
   * open order on this case; `unknownDesignation`: not in the published table; `designatedToOfficer`: it names no unit,
   * the duty officer decides himself.
   */
  readonly reason:
    | 'noCase'
    | 'unknownUnit'
    | 'unknownDesignation'
    | 'designatedToOfficer'
    | 'caseOver'
    | 'alreadyOrdered'
}

/** Whom the case goes to: a unit, or whoever what belongs to nobody is designated to, who cannot return it. */
export type OrderAddressee = { readonly unit: string } | { readonly designation: string }

/**
 * Hands a case to one more unit, by an officer. The first order of a case leads, later ones support. Its team is told at
 * once: by message, queued in the same commit, and by a call that rings until somebody takes it.
 */
export const issueFurtherOrder =
  (deps: IssueFurtherOrderDeps) =>
  async (
    input: OrderAddressee & { readonly caseNumber: string; readonly by: Actor },
  ): Promise<{ readonly ok: true; readonly order: OrderRecord } | FurtherOrderRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    if (!done.ok) return done
    const order = { ...done.decided.order, code: done.outcome.orderCodes[done.decided.order.id] ?? null }
    await deps.ringTeam(order)
    return { ok: true, order }
  }

async function decide(deps: IssueFurtherOrderDeps, input: OrderAddressee & { caseNumber: string; by: Actor }) {
  const refuse = (reason: FurtherOrderRefusal['reason']): FurtherOrderRefusal => ({ ok: false, reason })
  const loaded = await loadCase(deps.cases, input.caseNumber)
  if (!loaded) return refuse('noCase')
  const current = await deps.routing.current()
  const designation =
    'unit' in input ? null : (current?.table.designations.find(({ id }) => id === input.designation) ?? null)
  if (!('unit' in input) && designation === null) return refuse('unknownDesignation')
  const unit = 'unit' in input ? input.unit : (designation?.unit ?? null)
  if (unit === null) return refuse('designatedToOfficer')
  if (!current?.table.units.some(({ id }) => id === unit)) return refuse('unknownUnit')
  if (isOver(loaded.caseRow)) return refuse('caseOver')
  if (loaded.orders.some((order) => order.unit === unit && isOpen(order))) return refuse('alreadyOrdered')
  const version = (await tableOfOrder(deps.routing, loaded.caseRow.routingVersion, unit)) ?? current
  const decision = decisionBy(input.by, {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const { order, caseRow, changes } = issueOrder(loaded.caseRow, unit, loaded.orders, decision, loaded.deadlines, {
    designated: designation?.id ?? null,
  })
  const statement = (await statementOf(deps, caseRow.id)) === null ? 'no' : 'yes'
  // The case is written even when its status stays, so that two officers who add the same unit at once collide.
  return {
    ok: true as const,
    order,
    changes: [
      { put: 'case' as const, row: { ...caseRow, revision: loaded.caseRow.revision + 1 } },
      ...changes,
      ...orderToTeam({ order, caseRow, duty: await deps.duty.current(), statement }, decision),
    ],
  }
}
