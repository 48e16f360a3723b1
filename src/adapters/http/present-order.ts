import { z } from 'zod'
import type { DeadlineView, OrderView } from '../../application/case/case-view.ts'
import { deadlineKinds } from '../../domain/clocks/deadline-kind.ts'
import { orderStatuses } from '../../domain/dispatch/order-record.ts'
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

export const orderSchema = z
  .object({
    id: z.string(),
    code: z.string().nullable().describe("3 or 4 digits, unique among the unit's open orders"),
    unit: z.string(),
    unitName: z.string(),
    lead: z.boolean(),
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
    result: z.string().nullable().describe("The unit's words; null for roles that do not need them"),
    sentBack: z.number().describe('How often the feedback was sent back'),
    skipped: z.array(z.string()).describe('Steps that were implied, not reported'),
    possible: z.array(z.string()).describe('Steps that can be reported now'),
  })
  .meta({ id: 'Order' })

/** Steps under their names in addresses. */
export const stepsShown = (steps: readonly string[]): string[] =>
  steps.flatMap((step) => Object.keys(stepNames).filter((name) => stepNames[name as StepName] === step))

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
  skipped: [...order.skipped],
  possible: stepsShown(order.possible),
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
