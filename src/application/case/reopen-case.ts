import { reopenCase as decideReopening, type ReopenRefusal } from '../../domain/case/reopen-case.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { decisionBy } from '../../domain/decision.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { orderToTeam } from '../../domain/messaging/order-to-team.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { statementOf } from '../dispatch/ring-team.ts'
import { tableOfOrder } from '../dispatch/table-of-order.ts'
import { loadCase } from './load-case.ts'

type Refusal = { readonly ok: false; readonly reason: 'noCase' | 'unknownUnit' }

/**
 * Opens a closed case again, once. The unit that is named gets a new order, its team a message and a call; where none is,
 * the duty officer owes one.
 */
export const reopenCase =
  (deps: IssueFurtherOrderDeps) =>
  async (input: {
    readonly caseNumber: string
    /** null: the duty officer decides. */
    readonly unit: string | null
    readonly why: string
    readonly by: Actor
  }): Promise<{ readonly ok: true; readonly order: OrderRecord | null } | ReopenRefusal | Refusal | Conflict> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    if (!done.ok) return done
    const { order: issued } = done.decided
    if (issued === null) return { ok: true, order: null }
    const order = { ...issued, code: done.outcome.orderCodes[issued.id] ?? null }
    await deps.ringTeam(order)
    return { ok: true, order }
  }

async function decide(deps: IssueFurtherOrderDeps, input: Parameters<ReturnType<typeof reopenCase>>[0]) {
  const refuse = (reason: Refusal['reason']): Refusal => ({ ok: false, reason })
  const loaded = await loadCase(deps.cases, input.caseNumber)
  if (!loaded) return refuse('noCase')
  const current = await deps.routing.current()
  if (!current) throw new Error('A case exists, but no routing table was ever published')
  const { unit, why } = input
  if (unit !== null && !current.table.units.some(({ id }) => id === unit)) return refuse('unknownUnit')
  const own = loaded.caseRow.routingVersion
  const version =
    (unit === null ? await deps.routing.version(own) : await tableOfOrder(deps.routing, own, unit)) ?? current
  const decision = decisionBy(input.by, {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const reopened = decideReopening(loaded, { unit, why }, decision)
  if (!reopened.ok || reopened.order === null) return reopened
  const { order, caseRow } = reopened
  const statement = (await statementOf(deps, caseRow.id)) === null ? ('no' as const) : ('yes' as const)
  const told = orderToTeam({ order, caseRow, duty: await deps.duty.current(), statement }, decision)
  return { ...reopened, changes: [...reopened.changes, ...told] }
}
