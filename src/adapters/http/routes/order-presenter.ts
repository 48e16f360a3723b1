import type { z } from 'zod'
import { type Looker, viewOrder } from '../../../application/case/case-view.ts'
import { namesOfTables } from '../../../application/case/names-of-tables.ts'
import { readPersonal } from '../../../application/case/read-personal.ts'
import type { OrderRecord } from '../../../domain/dispatch/order-record.ts'
import type { HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { type orderSchema, presentOrder } from '../present-order.ts'

/** Shows an order as the looker's role may see it, with the names of the table its case was opened by. */
export function orderPresenter(
  deps: Pick<HttpDeps, 'cases' | 'routing' | 'zone'>,
): (order: OrderRecord, looker: Looker) => Promise<z.infer<typeof orderSchema>> {
  const iso = isoTime(deps.zone)
  return async (order, looker) => {
    const version = (await deps.cases.byId(order.caseId))?.routingVersion ?? 0
    const names = await namesOfTables(deps.routing, looker.language)(version)
    const personal = await readPersonal(deps.cases, [order.resultRef, order.returned?.wordsRef ?? null], looker.role)
    return presentOrder(viewOrder(order, names, personal), iso)
  }
}
