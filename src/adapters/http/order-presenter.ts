import type { z } from 'zod'
import { type Looker, viewOrder } from '../../application/case/case-view.ts'
import { namesOfTables } from '../../application/case/names-of-tables.ts'
import { readPersonal } from '../../application/case/read-personal.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { HttpDeps } from './http-deps.ts'
import { isoTime } from './iso-time.ts'
import { type orderSchema, presentOrder } from './present-order.ts'

/** Presents a single order, as somebody may see it. */
export function orderPresenter({ cases, routing, zone }: Pick<HttpDeps, 'cases' | 'routing' | 'zone'>) {
  const iso = isoTime(zone)
  return async (order: OrderRecord, looker: Looker): Promise<z.infer<typeof orderSchema>> => {
    const version = (await cases.byId(order.caseId))?.routingVersion ?? 0
    const names = await namesOfTables(routing, looker.language)(version)
    const personal = await readPersonal(
      cases,
      [order.resultRef, order.situationRef, order.returned?.wordsRef ?? null],
      looker.role,
    )
    return presentOrder(viewOrder(order, names, personal), iso)
  }
}
