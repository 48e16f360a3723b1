import { z } from 'zod'
import type { DeadlineView, OrderView } from '../../application/case/case-view.ts'
import { deadlineKinds } from '../../domain/clocks/deadline-kind.ts'
import { orderStatuses, rulings } from '../../domain/dispatch/order-record.ts'
import { escalationTargets, escalationWays } from '../../domain/routing/routing-table.ts'
import type { IsoTime } from './iso-time.ts'
import { time } from './schemas.ts'

/** The API's name of each step that is reported, as the last part of its address. */
export const stepNames = {
  accept: 'accept',
  arrive: 'arrive',
  report: 'report',
  complete: 'complete',
  feedback: 'feedBack',
  close: 'close',
} as const
export type StepName = keyof typeof stepNames

/** Whatever else can be done with an order, under the same kind of name. */
const moveNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(stepNames).map(([name, step]) => [step, name])),
  return: 'return',
  rule: 'ruling',
  withdraw: 'withdraw',
  lead: 'lead',
}

export const orderSchema = z
  .object({
    id: z.string(),
    code: z.string().nullable().describe("3 or 4 digits, unique among the unit's open orders"),
    unit: z.string(),
    unitName: z.string(),
    lead: z.boolean().describe('Leads the others; of the open orders of a case exactly one'),
    staysResponsibleSince: time
      .nullable()
      .describe('The unit no longer leads, but answers for the case until its successor has accepted'),
    designated: z.string().nullable().describe('Designation by which the unit got it: it cannot be returned'),
    designatedName: z.string().nullable(),
    status: z.enum(orderStatuses),
    issuedAt: time,
    notifiedAt: time.nullable(),
    acceptedAt: time.nullable(),
    acceptedBy: z.string().nullable(),
    arrivedAt: time.nullable(),
    situationAt: time.nullable().describe('When the situation was first reported'),
    situation: z.string().nullable().describe('What was reported of it last; null for roles that do not need it'),
    completedAt: time.nullable(),
    fedBackAt: time.nullable(),
    closedAt: time.nullable(),
    withdrawnAt: time.nullable(),
    returned: z
      .object({
        at: time,
        by: z.string(),
        reason: z.string().describe("Reason of the table's list"),
        reasonName: z.string(),
        words: z.string().nullable().describe("The unit's words; null for roles that do not need them"),
        from: z.enum(orderStatuses).describe('Where the order stood'),
      })
      .nullable()
      .describe('The one return'),
    ruling: z.object({ outcome: z.enum(rulings), at: time, by: z.string() }).nullable(),
    result: z.string().nullable().describe("The unit's words; null for roles that do not need them"),
    sentBack: z.number().describe('How often the feedback was sent back'),
    skipped: z.array(z.string()).describe('Steps that were implied, not reported'),
    possible: z.array(z.string()).describe('Steps that can be reported now'),
    possibleFor: z
      .object({ unit: z.array(z.string()), officer: z.array(z.string()) })
      .describe('All that can be done with it now, by the unit and by an officer'),
  })
  .meta({ id: 'Order' })

/** Steps and whatever else is possible, under their names in addresses. */
export const stepsShown = (steps: readonly string[]): string[] =>
  steps.flatMap((step) => (moveNames[step] === undefined ? [] : [moveNames[step]]))

export const presentOrder = (order: OrderView, iso: IsoTime): z.infer<typeof orderSchema> => ({
  ...order,
  issuedAt: iso(order.issuedAt),
  notifiedAt: iso(order.notifiedAt),
  acceptedAt: iso(order.acceptedAt),
  arrivedAt: iso(order.arrivedAt),
  situationAt: iso(order.situationAt),
  completedAt: iso(order.completedAt),
  fedBackAt: iso(order.fedBackAt),
  closedAt: iso(order.closedAt),
  withdrawnAt: iso(order.withdrawnAt),
  staysResponsibleSince: iso(order.staysResponsibleSince),
  returned: order.returned && { ...order.returned, at: iso(order.returned.at) },
  ruling: order.ruling && { ...order.ruling, at: iso(order.ruling.at) },
  skipped: [...order.skipped],
  possible: stepsShown(order.possible),
  possibleFor: { unit: stepsShown(order.possibleFor.unit), officer: stepsShown(order.possibleFor.officer) },
})

export const deadlineSchema = z
  .object({
    id: z.string(),
    orderId: z.string().nullable(),
    kind: z.enum(deadlineKinds),
    due: time,
    status: z.enum(['running', 'met', 'late', 'cancelled']),
    settledAt: time.nullable(),
    acknowledgedBy: z.string().nullable().describe('Who took note, which stopped the escalation'),
    stepsDone: z.number().describe('Steps of the escalation that were taken'),
    nextStep: z
      .object({ at: time, by: z.enum(escalationWays), to: z.enum(escalationTargets) })
      .nullable()
      .describe('What happens next while it stays unmet'),
    explanation: z.string().describe('The sum behind `due`'),
  })
  .meta({ id: 'Deadline' })

export const presentDeadline = (deadline: DeadlineView, iso: IsoTime): z.infer<typeof deadlineSchema> => ({
  ...deadline,
  due: iso(deadline.due),
  settledAt: iso(deadline.settledAt),
  nextStep: deadline.nextStep && { ...deadline.nextStep, at: iso(deadline.nextStep.at) },
})
