import type { Actor } from '../../domain/case/timeline-line.ts'
import { decisionBy } from '../../domain/decision.ts'
import type { OrderRefusal } from '../../domain/dispatch/advance-order.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { sendBackFeedback } from '../../domain/dispatch/send-back-feedback.ts'
import { keepWords } from '../case/keep-words.ts'
import { loadCase } from '../case/load-case.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from './issue-further-order.ts'
import { tableOfOrder } from './table-of-order.ts'

export type SendFeedbackBackDeps = Omit<IssueFurtherOrderDeps, 'ringTeam'>

type Unknown = { readonly ok: false; readonly reason: 'noCase' | 'noOrder' }
export type FeedbackSentBack = { readonly ok: true; readonly order: OrderRecord } | Unknown | OrderRefusal | Conflict

/** The duty officer does not accept a feedback: the unit owes a better one and is told why, in the same commit. */
export const sendFeedbackBack =
  (deps: SendFeedbackBackDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly orderId: string
    readonly by: Actor
    /** Personal: it may speak of the citizen. */
    readonly reason: string
  }): Promise<FeedbackSentBack> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    return done.ok ? { ok: true, order: done.decided.order } : done
  }

async function decide(deps: SendFeedbackBackDeps, input: Parameters<ReturnType<typeof sendFeedbackBack>>[0]) {
  const loaded = await loadCase(deps.cases, input.caseNumber)
  if (!loaded) return { ok: false, reason: 'noCase' } satisfies Unknown
  const order = loaded.orders.find(({ id }) => id === input.orderId)
  if (!order) return { ok: false, reason: 'noOrder' } satisfies Unknown
  const version = await tableOfOrder(deps.routing, loaded.caseRow.routingVersion, order.unit)
  if (!version) throw new Error(`No published routing table knows unit ${order.unit}`)
  const decision = decisionBy(input.by, {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
  })
  const words = keepWords(input.reason, decision)
  const duty = await deps.duty.current()
  const sent = sendBackFeedback({ ...loaded, order }, { by: input.by, reasonRef: words.ref, duty }, decision)
  return sent.ok ? { ...sent, changes: [...words.changes, ...sent.changes] } : sent
}
