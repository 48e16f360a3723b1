import { z } from 'zod'
import { reportSerious } from '../../../application/case/report-serious.ts'
import { superviseCase, unsuperviseCase } from '../../../application/case/supervise-case.ts'
import { requestReinforcement } from '../../../application/dispatch/request-reinforcement.ts'
import { refuse } from '../answer-error.ts'
import { casePresenter } from '../case-presenter.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { caseDetailSchema } from '../present-case.ts'
import { refusals } from '../schemas.ts'

const words = z.string().trim().min(1).max(1000)
const onBehalf = z.string().min(1).max(100).optional().describe('Order whose unit says so; left out: an officer does')

/** What is serious, needs reinforcement, or is to be watched. Each answers with the case as it is then. */
export function seriousCaseRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'routing' | 'duty' | 'clock' | 'ids' | 'zone' | 'ringTeam'>,
): void {
  const present = casePresenter(deps)
  const mark = reportSerious(deps)
  const reinforce = requestReinforcement(deps)
  const supervise = superviseCase(deps)
  const lift = unsuperviseCase(deps)
  const params = z.object({ number: z.string() })
  const response = { 200: caseDetailSchema, ...refusals }

  http.post(
    '/api/v1/cases/:number/serious',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'markCaseSerious',
        tags: ['cases'],
        summary: 'The case is serious: casualties, grave consequences, several departments',
        description:
          'What follows is in the routing table (`seriousKinds`): the urgency, orders to further units, a message to those above; once for each kind. Said again with words, they are kept.',
        params,
        body: z.strictObject({
          kind: z.string().min(1).max(100).describe('Kind of the routing table the case was opened by'),
          words: words.optional().describe('What is known of it'),
          order: onBehalf,
        }),
        response,
      },
    },
    async (request, reply) => {
      const { kind, words = null, order: orderId = null } = request.body
      const caseNumber = request.params.number
      const done = await mark({ caseNumber, kind, words, orderId, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      if (done.reason !== 'unknownKind') return refuse(reply, done.reason)
      return refuse(reply, 'unknownKind', { details: [{ in: 'body', path: 'kind', message: `no kind ${kind}` }] })
    },
  )

  http.post(
    '/api/v1/cases/:number/reinforcements',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'reinforceCase',
        tags: ['cases'],
        summary: 'Ask for the further units of the route',
        description: 'Each that has had no order on this case gets one beside the leading unit.',
        params,
        body: z.strictObject({ reason: words.describe('Why they are needed'), order: onBehalf }),
        response,
      },
    },
    async (request, reply) => {
      const { reason, order: orderId = null } = request.body
      const caseNumber = request.params.number
      const done = await reinforce({ caseNumber, words: reason, orderId, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      if (done.reason !== 'allOrdered') return refuse(reply, done.reason)
      const details = done.units.map(({ unit, status }) => ({ path: `orders.${unit}`, message: status, unit, status }))
      return refuse(reply, 'allOrdered', { details })
    },
  )

  http.post(
    '/api/v1/cases/:number/supervision',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'superviseCase',
        tags: ['cases'],
        summary: 'Put the case under supervision though nothing is late',
        description: 'Units with open orders and the supervision office are told. It ends with the case.',
        params,
        body: z.strictObject({
          class: z.string().min(1).max(100).describe('Class of the routing table the case was opened by'),
          reason: words,
        }),
        response,
      },
    },
    async (request, reply) => {
      const caseNumber = request.params.number
      const done = await supervise({ caseNumber, ...request.body, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      if (done.reason !== 'unknownClass') return refuse(reply, done.reason)
      const message = `no class ${request.body.class}`
      return refuse(reply, 'unknownClass', { details: [{ in: 'body', path: 'class', message }] })
    },
  )

  http.post(
    '/api/v1/cases/:number/supervision/lift',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'unsuperviseCase',
        tags: ['cases'],
        summary: 'Lift the supervision of the case',
        params,
        body: z.strictObject({ reason: words }),
        response,
      },
    },
    async (request, reply) => {
      const caseNumber = request.params.number
      const done = await lift({ caseNumber, reason: request.body.reason, by: actorOf(request) })
      if (!done.ok) return refuse(reply, done.reason)
      return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
    },
  )
}
