import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { withdrawOrder as decideWithdrawal, type WithdrawRefusal } from '../../domain/dispatch/withdraw-order.ts'
import type { Conflict } from '../commit-decision.ts'
import { type ActOnOrderDeps, actOnOrder, type NoOrderRefusal, type OrderNamed } from './act-on-order.ts'

/** An officer takes an open order back. Telephones that ring for it stop, and its team is told. */
export const withdrawOrder =
  (deps: ActOnOrderDeps) =>
  async (
    about: OrderNamed & { readonly reason: string },
  ): Promise<{ readonly ok: true; readonly order: OrderRecord } | WithdrawRefusal | NoOrderRefusal | Conflict> => {
    const done = await actOnOrder(deps, about, (subject, decision) => decideWithdrawal(subject, about, decision))
    return done.ok ? { ok: true, order: done.decided.order } : done
  }
