import { type CancelRefusal, cancelCase as decideCancel } from '../../domain/case/cancel-case.ts'
import { referCase as decideReferral, type ReferRefusal } from '../../domain/case/refer-case.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import { type Decision, decisionBy } from '../../domain/decision.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { CaseToRelease } from '../../domain/dispatch/withdraw-orders.ts'
import { callerRefOf } from '../../domain/messaging/tell-caller.ts'
import type { Destination, RoutingTable } from '../../domain/routing/routing-table.ts'
import type { NotifyDeadline } from '../clocks/acknowledge-deadline.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { ActOnOrderDeps } from '../dispatch/act-on-order.ts'
import { tellCalls } from '../dispatch/tell-calls.ts'
import { loadCase } from './load-case.ts'

export type EndCaseDeps = ActOnOrderDeps & { readonly notifyDeadline: NotifyDeadline }

type NoCase = { readonly ok: false; readonly reason: 'noCase' }
type Ended = { readonly ok: true; readonly withdrawn: readonly OrderRecord[] }

/** Why a case is cancelled: a reason of the table in use, and the officer's words for the timeline. */
export type Cancelling = {
  readonly caseNumber: string
  readonly reason: string
  readonly why: string
  readonly by: Actor
}

/** An officer ends a case that nobody is to work on: the caller withdrew it, it was a mistake or a drill. */
export const cancelCase =
  (deps: EndCaseDeps) =>
  (input: Cancelling): Promise<Ended | CancelRefusal | NoCase | Conflict> =>
    end(deps, input, (subject, decision, current) => {
      const reason = current.cancelReasons.find(({ id }) => id === input.reason) ?? null
      return decideCancel(subject, { reason, why: input.why }, decision)
    })

/** Where a case is referred to: an emergency or a destination of the table in use. */
export type Referral = {
  readonly caseNumber: string
  readonly to: string
  /** Its units go on beside. */
  readonly keepOrders: boolean
  readonly why: string
  readonly by: Actor
}

/** An officer hands a case to 110, another city, or somebody else outside. */
export const referCase =
  (deps: EndCaseDeps) =>
  (input: Referral): Promise<Ended | ReferRefusal | NoCase | Conflict> =>
    end(deps, input, (subject, decision, current) =>
      decideReferral(subject, { ...input, to: destinationOf(current, input.to) }, decision),
    )

const destinationOf = ({ emergencies, destinations }: RoutingTable, id: string): Destination | null =>
  [...emergencies, ...destinations].find((one) => one.id === id) ?? null

type Subject = CaseToRelease & { readonly callerNumber: string | null }
type Outcome<Refusal> =
  | Refusal
  | { readonly ok: true; readonly withdrawn: readonly OrderRecord[]; readonly changes: Change[] }

/** Decides by the table the case was opened by, as far as its units are held to it; then the calls about it learn of it. */
async function end<Refusal extends { readonly ok: false }>(
  deps: EndCaseDeps,
  { caseNumber, by }: { readonly caseNumber: string; readonly by: Actor },
  decide: (subject: Subject, decision: Decision, current: RoutingTable) => Outcome<Refusal>,
): Promise<Ended | Refusal | NoCase | Conflict> {
  const done = await commitDecision<Outcome<Refusal> | NoCase>(deps.ledger, async () => {
    const loaded = await loadCase(deps.cases, caseNumber)
    if (!loaded) return { ok: false, reason: 'noCase' }
    const current = await deps.routing.current()
    const version = (await deps.routing.version(loaded.caseRow.routingVersion)) ?? current
    if (!version || !current) throw new Error('A case exists, but no routing table was ever published')
    const decision = decisionBy(by, {
      now: deps.clock.now(),
      zone: deps.zone,
      table: version.table,
      tableVersion: version.number,
      newId: () => deps.ids.next(),
    })
    const ref = callerRefOf(loaded.caseRow)
    const callerNumber = ref === null ? null : ((await deps.cases.personal([ref]))[ref]?.value ?? null)
    return decide({ ...loaded, duty: await deps.duty.current(), callerNumber }, decision, current.table)
  })
  if (!done.ok) return done as Refusal | NoCase | Conflict
  const { withdrawn, changes } = done.decided as Extract<Outcome<never>, { ok: true }>
  for (const order of withdrawn) await tellCalls(deps, order, by)
  for (const change of changes) if ('put' in change && change.put === 'deadline') deps.notifyDeadline(change.row.id)
  return { ok: true, withdrawn }
}
