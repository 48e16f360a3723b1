import type { CallEvent } from '../../domain/call/call-event.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { Log } from '../ports/log.ts'

export type OrderChanged = Extract<CallEvent, { type: 'OrderChanged' }>

export type TellCallsDeps = {
  readonly log: Log
  readonly notifyCalls: (event: OrderChanged) => void | Promise<void>
}

/** Tells the calls under way how an order stands. Never rejects: it is saved, and must not look refused because a call was not told. */
export async function tellCalls(deps: TellCallsDeps, { id, status }: OrderRecord, by: Actor): Promise<void> {
  try {
    await deps.notifyCalls({ type: 'OrderChanged', orderId: id, status, by })
  } catch (error) {
    deps.log.error({ err: error, order: id }, 'a call under way could not be told that its order changed')
  }
}
