import type { Promises, Unit, Urgency } from './routing-table.ts'

/**
 * What the unit owes for such a case, in minutes. Exceptions are laid over the unit's own promises in their order, each
 * where its category and urgency (null: any) fit.
 */
export function promisesOf(unit: Unit, category: string | null, urgency: Urgency): Promises {
  const fitting = unit.exceptions.filter(
    (exception) =>
      (exception.category === null || exception.category === category) &&
      (exception.urgency === null || exception.urgency === urgency),
  )
  return fitting.reduce<Promises>(
    (promises, exception) => ({
      acceptMinutes: exception.acceptMinutes ?? promises.acceptMinutes,
      arriveMinutes: exception.arriveMinutes ?? promises.arriveMinutes,
      completeMinutes: exception.completeMinutes ?? promises.completeMinutes,
      feedbackMinutes: exception.feedbackMinutes ?? promises.feedbackMinutes,
    }),
    unit.promises,
  )
}
