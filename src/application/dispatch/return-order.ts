import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { returnOrder as decideReturn, type ReturnRefusal } from '../../domain/dispatch/return-order.ts'
import type { ReturnReason } from '../../domain/routing/routing-table.ts'
import type { Conflict } from '../commit-decision.ts'
import { type ActOnOrderDeps, actOnOrder, type NoOrderRefusal, type OrderNamed } from './act-on-order.ts'

export type OrderReturned =
  | { readonly ok: true; readonly order: OrderRecord }
  | (ReturnRefusal & { readonly reasons: readonly ReturnReason[] })
  | NoOrderRefusal
  | Conflict

/**
 * A unit returns an order, for a reason of the published table's list. Its clocks run on; the centre owes a ruling, of which
 * the duty officers are told in the same commit. A refusal says which reasons there are and what is possible now.
 */
export const returnOrder =
  (deps: ActOnOrderDeps) =>
  async (about: OrderNamed & { readonly reason: string; readonly words: string | null }): Promise<OrderReturned> => {
    const reasons = (await deps.routing.current())?.table.returnReasons ?? []
    const done = await actOnOrder(deps, about, (subject, decision) => {
      const returned = decideReturn(subject, { ...about, reasons }, decision)
      return returned.ok ? returned : { ...returned, reasons }
    })
    return done.ok ? { ok: true, order: done.decided.order } : done
  }
