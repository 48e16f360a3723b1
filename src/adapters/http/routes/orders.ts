import { z } from 'zod'
import { issueFurtherOrder } from '../../../application/dispatch/issue-further-order.ts'
import { reportOrderStep } from '../../../application/dispatch/report-order-step.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { orderPresenter } from '../order-presenter.ts'
import { orderSchema, type StepName, stepNames, stepsShown } from '../present-order.ts'
import { refusals } from '../schemas.ts'

const summaries: Readonly<Record<StepName, string>> = {
  accept: 'The unit has accepted the order',
  arrive: 'The unit has arrived',
  report: 'The unit reports the situation it has found',
  complete: 'The unit has completed the work',
  feedback: 'The unit feeds back the result',
  close: 'The duty officer accepts the feedback',
}

const words = z.string().trim().min(1).max(4000).describe("The unit's words")
const withResult = z.strictObject({ result: words.optional() }).nullish()
const withoutResult = z.strictObject({ result: z.undefined().optional() }).nullish()
const bodies = {
  accept: withoutResult,
  arrive: withoutResult,
  report: z.strictObject({ result: words }),
  complete: withResult,
  feedback: withResult,
  close: withoutResult,
} as const satisfies Record<StepName, z.ZodType>

/** Orders: one more unit for a case, and what units report until they have a line of their own. */
export function orderRoutes(
  http: Http,
  deps: Pick<
    HttpDeps,
    'ledger' | 'cases' | 'routing' | 'duty' | 'clock' | 'ids' | 'zone' | 'log' | 'notifyCalls' | 'ringTeam'
  >,
): void {
  const issue = issueFurtherOrder(deps)
  const report = reportOrderStep(deps)
  const present = orderPresenter(deps)

  http.post(
    '/api/v1/cases/:number/orders',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'issueOrder',
        tags: ['orders'],
        summary: 'Hand the case to one more unit',
        description: 'Its team is told at once, by message and by a call that rings until somebody takes the order.',
        params: z.object({ number: z.string() }),
        body: z.union([
          z.strictObject({ unit: z.string().min(1).max(100) }),
          z.strictObject({
            designation: z
              .string()
              .min(1)
              .max(100)
              .describe('What belongs to nobody goes to the unit that the table designates, which cannot return it'),
          }),
        ]),
        response: { 201: orderSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const issued = await issue({ caseNumber: request.params.number, ...request.body, by: actorOf(request) })
      if (issued.ok) return reply.code(201).send(await present(issued.order, lookerOf(request)))
      if (issued.reason !== 'unknownUnit' && issued.reason !== 'unknownDesignation') return refuse(reply, issued.reason)
      const details = Object.entries(request.body).map(([path, id]) => ({
        in: 'body',
        path,
        message: `no ${path} ${id}`,
      }))
      return refuse(reply, issued.reason, { details })
    },
  )

  for (const name of Object.keys(stepNames) as StepName[]) {
    http.post(
      `/api/v1/cases/:number/orders/:orderId/${name}`,
      {
        config: { access: 'officer' },
        schema: {
          operationId: `${name}Order`,
          tags: ['orders'],
          summary: summaries[name],
          params: z.object({ number: z.string(), orderId: z.string() }),
          body: bodies[name],
          response: { 200: orderSchema, ...refusals },
        },
      },
      async (request, reply) => {
        const reported = await report({
          caseNumber: request.params.number,
          orderId: request.params.orderId,
          step: stepNames[name],
          by: actorOf(request),
          result: request.body?.result ?? null,
        })
        if (reported.ok) return present(reported.order, lookerOf(request))
        return refuse(reply, reported.reason, 'possible' in reported ? { possible: stepsShown(reported.possible) } : {})
      },
    )
  }
}
