import { z } from 'zod'
import { sendFeedbackBack } from '../../../application/dispatch/send-feedback-back.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { orderPresenter } from '../order-presenter.ts'
import { orderSchema, stepsShown } from '../present-order.ts'
import { refusals } from '../schemas.ts'

/** The duty officer's word on a feedback that he does not accept; to accept it is the order's step `close`. */
export function feedbackRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'routing' | 'duty' | 'clock' | 'ids' | 'zone'>,
): void {
  const sendBack = sendFeedbackBack(deps)
  const present = orderPresenter(deps)

  http.post(
    '/api/v1/cases/:number/orders/:orderId/feedback/send-back',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'sendFeedbackBack',
        tags: ['orders'],
        summary: 'The duty officer sends the feedback back',
        description: 'The unit owes a better one, by a clock of its own, and is told why.',
        params: z.object({ number: z.string(), orderId: z.string() }),
        body: z.strictObject({ reason: z.string().trim().min(1).max(1000).describe('What is missing') }),
        response: { 200: orderSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { number: caseNumber, orderId } = request.params
      const sent = await sendBack({ caseNumber, orderId, reason: request.body.reason, by: actorOf(request) })
      if (sent.ok) return present(sent.order, lookerOf(request))
      return refuse(reply, sent.reason, 'possible' in sent ? { possible: stepsShown(sent.possible) } : {})
    },
  )
}
