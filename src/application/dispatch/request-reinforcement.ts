import type { Actor } from '../../domain/case/timeline-line.ts'
import { askReinforcement, type ReinforcementRefusal } from '../../domain/dispatch/ask-reinforcement.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { caseToReinforce } from '../case/case-to-reinforce.ts'
import { keepAnyWords } from '../case/keep-words.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from './issue-further-order.ts'

export type ReinforcementRequested =
  | { readonly ok: true; readonly issued: readonly OrderRecord[] }
  | ReinforcementRefusal
  | { readonly ok: false; readonly reason: 'noCase' | 'noOrder' }
  | Conflict

/**
 * A unit (with its order) or an officer asks for the further units of a case's route. What follows is in
 * {@link askReinforcement}; each team that gets an order by it is rung after the commit.
 */
export const requestReinforcement =
  (deps: IssueFurtherOrderDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly by: Actor
    readonly orderId: string | null
    readonly words: string | null
  }): Promise<ReinforcementRequested> => {
    const done = await commitDecision(deps.ledger, async () => {
      const found = await caseToReinforce(deps, input.caseNumber, input.by)
      if (found === null) return { ok: false, reason: 'noCase' } as const
      const { subject, decision } = found
      const { by, orderId } = input
      if (orderId !== null && !subject.orders.some(({ id }) => id === orderId)) {
        return { ok: false, reason: 'noOrder' } as const
      }
      const words = keepAnyWords(input.words, decision)
      const asked = askReinforcement(subject, { by, orderId, wordsRef: words.ref }, decision)
      return asked.ok ? { ...asked, changes: [...words.changes, ...asked.changes] } : asked
    })
    if (!done.ok) return done
    const issued = done.decided.issued.map((order) => ({ ...order, code: done.outcome.orderCodes[order.id] ?? null }))
    for (const order of issued) await deps.ringTeam(order)
    return { ok: true, issued }
  }
