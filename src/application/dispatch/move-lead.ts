import { moveLead as decideLead, type LeadRefusal } from '../../domain/dispatch/move-lead.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { Conflict } from '../commit-decision.ts'
import { type ActOnOrderDeps, actOnOrder, type NoOrderRefusal, type OrderNamed } from './act-on-order.ts'

/** An officer gives the lead to another open order of the case, whose team is told. */
export const moveLead =
  (deps: ActOnOrderDeps) =>
  async (
    about: OrderNamed & { readonly reason: string },
  ): Promise<{ readonly ok: true; readonly order: OrderRecord } | LeadRefusal | NoOrderRefusal | Conflict> => {
    const done = await actOnOrder(deps, about, (subject, decision) => decideLead(subject, about, decision))
    return done.ok ? { ok: true, order: done.decided.order } : done
  }
