import { closeWithoutOrders } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import type { DeadlineKind } from '../../domain/clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import { isLeadSought } from '../../domain/clocks/dispatch-clock.ts'
import { settledDeadline } from '../../domain/clocks/set-deadline.ts'
import { decisionBy } from '../../domain/decision.ts'
import { keepLead } from '../../domain/dispatch/succession.ts'
import type { NotifyDeadline } from '../clocks/acknowledge-deadline.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, Ledger } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { loadCase } from './load-case.ts'

export type SettleDeadlineDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly routing: RoutingStore
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
  readonly notifyDeadline: NotifyDeadline
}

export type SettleRefusal = {
  readonly ok: false
  /**
   * `notTheCentres`: a unit's deadline, settled by its report on the order; `alreadySettled`: it was met, late or
   * cancelled before.
   */
  readonly reason: 'noCase' | 'noDeadline' | 'notTheCentres' | 'alreadySettled'
}

/** What the centre itself owes, and how the timeline calls it when it is done. */
const doneAs: Partial<Record<DeadlineKind, string>> = {
  dispatch: 'decidedByOfficer',
  callBack: 'calledBack',
  confirmAfterHours: 'afterHoursConfirmed',
}

/**
 * Records that the promised call back was made, that last night's call was confirmed, or that the duty officer has decided
 * on a case without ordering a unit. A case that nobody works on and
 * on which nothing else runs is closed with it.
 */
export const settleDeadline =
  (deps: SettleDeadlineDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly deadlineId: string
    readonly by: Actor
    /** What the citizen said, kept apart as personal data; null: nothing noted. */
    readonly result: string | null
  }): Promise<
    { readonly ok: true; readonly deadline: DeadlineRecord; readonly closed: boolean } | SettleRefusal | Conflict
  > => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    if (!done.ok) return done
    const { deadline, closed } = done.decided
    deps.notifyDeadline(deadline.id)
    return { ok: true, deadline, closed }
  }

async function decide(
  deps: SettleDeadlineDeps,
  input: { caseNumber: string; deadlineId: string; by: Actor; result: string | null },
) {
  const refuse = (reason: SettleRefusal['reason']): SettleRefusal => ({ ok: false, reason })
  const loaded = await loadCase(deps.cases, input.caseNumber)
  if (!loaded) return refuse('noCase')
  const deadline = loaded.deadlines.find(({ id }) => id === input.deadlineId)
  if (!deadline) return refuse('noDeadline')
  const what = doneAs[deadline.kind]
  if (what === undefined) return refuse('notTheCentres')
  if (deadline.status !== 'running') return refuse('alreadySettled')
  const version = (await deps.routing.version(loaded.caseRow.routingVersion)) ?? (await deps.routing.current())
  if (!version) throw new Error('A case exists, but no routing table was ever published')
  const now = deps.clock.now()
  const decision = decisionBy(input.by, {
    now,
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const settled = settledDeadline(deadline, now <= deadline.due ? 'met' : 'late', now)
  const resultRef = input.result === null ? null : decision.newId()
  const changes: Change[] = [
    ...(resultRef === null
      ? []
      : [{ put: 'personal', row: { id: resultRef, kind: 'result', value: input.result, at: now } } as const]),
    { put: 'deadline', row: settled },
    decision.line(deadline.caseId, what, {
      refs: { deadline: deadline.id, ...(resultRef === null ? {} : { result: resultRef }) },
      before: { status: deadline.status },
      after: { status: settled.status },
    }),
  ]
  const deadlines = loaded.deadlines.map((other) => (other.id === settled.id ? settled : other))
  // Where no further unit is wanted, whoever has led meanwhile is in charge from now on.
  const [wasSought, isSought] = [isLeadSought(loaded.deadlines), isLeadSought(deadlines)]
  const kept = keepLead(
    { caseId: deadline.caseId, was: loaded.orders, is: loaded.orders, wasSought, isSought },
    decision,
  )
  const closing = closeWithoutOrders({ ...loaded, orders: kept.orders, deadlines }, decision, what)
  // The case is written even when it stays open: whoever decides on it at the same time must see that this is settled.
  const touched: Change[] = closing.ok
    ? closing.changes
    : [{ put: 'case', row: { ...loaded.caseRow, revision: loaded.caseRow.revision + 1 } }]
  return {
    ok: true as const,
    deadline: settled,
    closed: closing.ok,
    changes: [...changes, ...kept.changes, ...touched],
  }
}
