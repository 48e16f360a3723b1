import type { Actor } from '../../domain/case/timeline-line.ts'
import { markSerious, type SeriousRefusal } from '../../domain/dispatch/mark-serious.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { caseToReinforce } from './case-to-reinforce.ts'
import { keepAnyWords } from './keep-words.ts'

export type SeriousReported =
  | { readonly ok: true; readonly issued: readonly OrderRecord[] }
  | SeriousRefusal
  | { readonly ok: false; readonly reason: 'noCase' | 'noOrder' }
  | Conflict

/**
 * Somebody finds that a case is serious: a unit on the spot (with its order), or an officer. What follows is in
 * {@link markSerious}; each team that gets an order by it is rung after the commit.
 */
export const reportSerious =
  (deps: IssueFurtherOrderDeps) =>
  async (input: {
    readonly caseNumber: string
    /** Id of a kind of the routing table the case was opened by. */
    readonly kind: string
    readonly by: Actor
    readonly orderId: string | null
    readonly words: string | null
  }): Promise<SeriousReported> => {
    const done = await commitDecision(deps.ledger, async () => {
      const found = await caseToReinforce(deps, input.caseNumber, input.by)
      if (found === null) return { ok: false, reason: 'noCase' } as const
      const { subject, decision } = found
      const { kind, by, orderId } = input
      if (orderId !== null && !subject.orders.some(({ id }) => id === orderId)) {
        return { ok: false, reason: 'noOrder' } as const
      }
      const words = keepAnyWords(input.words, decision)
      const marked = markSerious(subject, { kind, by, orderId, wordsRef: words.ref }, decision)
      return marked.ok ? { ...marked, changes: [...words.changes, ...marked.changes] } : marked
    })
    if (!done.ok) return done
    const issued = done.decided.issued.map((order) => ({ ...order, code: done.outcome.orderCodes[order.id] ?? null }))
    for (const order of issued) await deps.ringTeam(order)
    return { ok: true, issued }
  }
