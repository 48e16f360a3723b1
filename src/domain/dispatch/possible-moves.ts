import { type OrderMove, possibleSteps, whileReturned } from './advance-order.ts'
import { isOpen, type OrderRecord, type OrderStatus } from './order-record.ts'

/** Until the work is done a unit may say that it is not its own. */
const returnableFrom: readonly OrderStatus[] = ['issued', 'notified', 'accepted', 'arrived']

/** Whether its unit may return the order now: once, and never what was designated to it. */
export const isReturnable = ({ status, returned, designated }: OrderRecord): boolean =>
  returned === null && designated === null && returnableFrom.includes(status)

/** What is possible with an order now, for its unit and for the duty officer. */
export function possibleFor(order: OrderRecord): {
  readonly unit: readonly OrderMove[]
  readonly officer: readonly OrderMove[]
} {
  if (order.status === 'returned') return { unit: [], officer: whileReturned }
  const steps = possibleSteps(order)
  return {
    unit: [
      ...steps.filter((step) => step !== 'notify' && step !== 'close'),
      ...(isReturnable(order) ? (['return'] as const) : []),
    ],
    officer: [
      ...steps.filter((step) => step === 'close'),
      ...(order.status === 'fedBack' ? (['sendBack'] as const) : []),
      ...(isOpen(order) ? (['withdraw'] as const) : []),
      ...(isOpen(order) && !order.lead ? (['lead'] as const) : []),
    ],
  }
}

/** The same in one list, the unit's first. */
export function possibleMoves(order: OrderRecord): readonly OrderMove[] {
  const { unit, officer } = possibleFor(order)
  return [...unit, ...officer]
}
