import type { OrderRecord, OrderRuling } from '../../domain/dispatch/order-record.ts'
import {
  ruleOnReturn as decideRuling,
  type RulingGiven,
  type RulingRefusal,
} from '../../domain/dispatch/rule-on-return.ts'
import type { NotifyDeadline } from '../clocks/acknowledge-deadline.ts'
import type { Conflict } from '../commit-decision.ts'
import { type ActOnOrderDeps, actOnOrder, type NoOrderRefusal, type OrderNamed } from './act-on-order.ts'
import { type RingTeam, statementOf } from './ring-team.ts'
import { tableOfOrder } from './table-of-order.ts'

export type RuleOnReturnDeps = ActOnOrderDeps & { readonly ringTeam: RingTeam; readonly notifyDeadline: NotifyDeadline }

export type RulingInput = OrderNamed & {
  readonly outcome: OrderRuling['outcome']
  readonly reason: string
  /** Unit that takes the order's place; null: none is named. Only where the return is upheld. */
  readonly successor: string | null
}

/** `successorOfNone`: an overruled return has no successor. */
export type UnfitSuccessor = { readonly ok: false; readonly reason: 'unknownUnit' | 'successorOfNone' }

/**
 * The centre rules on a return, of which the team is told. A successor is told by message in the same commit, and by a call
 * that rings until somebody takes it.
 */
export const ruleOnReturn =
  (deps: RuleOnReturnDeps) =>
  async (
    input: RulingInput,
  ): Promise<
    | { readonly ok: true; readonly order: OrderRecord; readonly successor: OrderRecord | null }
    | RulingRefusal
    | UnfitSuccessor
    | NoOrderRefusal
    | Conflict
  > => {
    const { successor } = input
    const done = await actOnOrder(deps, input, async (subject, decision) => {
      const unfit = (reason: UnfitSuccessor['reason']): UnfitSuccessor => ({ ok: false, reason })
      if (successor !== null && input.outcome === 'overruled') return unfit('successorOfNone')
      const to = successor === null ? null : await tableOfSuccessor(deps, subject.caseRow.routingVersion, successor)
      if (successor !== null && to === null) return unfit('unknownUnit')
      const statement = (await statementOf(deps, subject.caseRow.id)) === null ? 'no' : 'yes'
      return decideRuling(subject, { ...input, successor: to, statement }, decision)
    })
    if (!done.ok) return done
    const { order, successor: issued } = done.decided
    const ruling = done.decided.changes.flatMap((change) =>
      'put' in change && change.put === 'deadline' && change.row.kind === 'ruling' ? [change.row.id] : [],
    )
    for (const id of ruling) deps.notifyDeadline(id)
    if (issued === null) return { ok: true, order, successor: null }
    const coded = { ...issued, code: done.outcome.orderCodes[issued.id] ?? null }
    await deps.ringTeam(coded)
    return { ok: true, order, successor: coded }
  }

/** The unit, and the table by whose promises it is held; null: the published one does not know it. */
async function tableOfSuccessor(
  { routing }: Pick<RuleOnReturnDeps, 'routing'>,
  caseVersion: number,
  unit: string,
): Promise<RulingGiven['successor']> {
  const current = await routing.current()
  if (!current?.table.units.some(({ id }) => id === unit)) return null
  const { table, number: tableVersion } = (await tableOfOrder(routing, caseVersion, unit)) ?? current
  return { unit, table, tableVersion }
}
