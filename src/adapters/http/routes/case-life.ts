import { z } from 'zod'
import { cancelCase, referCase } from '../../../application/case/end-case.ts'
import { openCase } from '../../../application/case/open-case.ts'
import { reopenCase } from '../../../application/case/reopen-case.ts'
import { urgencies } from '../../../domain/routing/routing-table.ts'
import { refuse } from '../answer-error.ts'
import { casePresenter } from '../case-presenter.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { caseDetailSchema } from '../present-case.ts'
import { phoneText, refusals } from '../schemas.ts'

const reason = z.string().trim().min(1).max(1000).describe('Stands in the timeline')
const id = z.string().min(1).max(100)
const params = z.object({ number: z.string() })
const response = { 200: caseDetailSchema, ...refusals }

/** The beginning and the end of a case by an officer's hand. Each answers with the case as it is then. */
export function caseLifeRoutes(
  http: Http,
  deps: Pick<
    HttpDeps,
    | 'ledger'
    | 'cases'
    | 'routing'
    | 'duty'
    | 'clock'
    | 'ids'
    | 'zone'
    | 'log'
    | 'ringTeam'
    | 'notifyCalls'
    | 'notifyDeadline'
  >,
): void {
  const present = casePresenter(deps)
  const open = openCase(deps)
  const reopen = reopenCase(deps)
  const refer = referCase(deps)
  const cancel = cancelCase(deps)

  http.post(
    '/api/v1/cases',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'openCase',
        tags: ['cases'],
        summary: 'Open a case that came by no call: somebody walked in, wrote, or called a unit directly',
        description:
          'It goes by the published route to the unit in charge, whose team gets a message and a call; the caller gets his number. Without a category or a route the duty officer decides.',
        body: z.strictObject({
          category: id.optional().describe('Category of the published table; left out: not known'),
          answer: id.optional().describe("Answer to the category's question"),
          area: id.optional().describe("Left out: where the caller's number lies, if that tells"),
          urgency: z.enum(urgencies).optional().describe("Left out: the category's"),
          caller: phoneText.optional().describe('In any spelling'),
          words: z.string().trim().min(1).max(4000).optional().describe('What the citizen said'),
          registeredBy: id.optional().describe('Unit that the citizen called directly and that hands it over'),
          follows: z.string().min(1).max(20).optional().describe('Number of the case that this one takes up again'),
        }),
        response: { 201: caseDetailSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const given = request.body
      const opened = await open({
        category: given.category ?? null,
        answer: given.answer ?? null,
        area: given.area ?? null,
        urgency: given.urgency ?? null,
        caller: given.caller ?? null,
        words: given.words ?? null,
        registeredBy: given.registeredBy ?? null,
        follows: given.follows ?? null,
        by: actorOf(request),
      })
      if (!opened.ok) return refuse(reply, opened.reason)
      const found = await present(opened.caseNumber, lookerOf(request))
      return found ? reply.code(201).send(found) : refuse(reply, 'noCase')
    },
  )

  http.post(
    '/api/v1/cases/:number/reopen',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'reopenCase',
        tags: ['cases'],
        summary: 'Open a closed case again, once',
        description:
          'The unit gets a new order, and its clocks run from now on. A second time a new case that follows it is opened.',
        params,
        body: z.strictObject({ reason, unit: id.optional().describe('Left out: the duty officer owes an order') }),
        response,
      },
    },
    async (request, reply) => {
      const caseNumber = request.params.number
      const { unit = null, reason: why } = request.body
      const done = await reopen({ caseNumber, unit, why, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      return refuse(reply, done.reason, done.reason === 'alreadyReopened' ? { possible: ['open'] } : {})
    },
  )

  http.post(
    '/api/v1/cases/:number/refer',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'referCase',
        tags: ['cases'],
        summary: 'Hand the case to 110 or elsewhere outside',
        description:
          'Its orders are withdrawn unless keepOrders says otherwise; the caller is told by message where he can be.',
        params,
        body: z.strictObject({
          to: id.describe('Emergency or destination of the published table'),
          keepOrders: z.boolean().default(false).describe('Its units go on beside'),
          reason,
        }),
        response,
      },
    },
    async (request, reply) => {
      const caseNumber = request.params.number
      const { to, keepOrders, reason: why } = request.body
      const done = await refer({ caseNumber, to, keepOrders, why, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      return refuse(reply, done.reason)
    },
  )

  http.post(
    '/api/v1/cases/:number/cancel',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'cancelCase',
        tags: ['cases'],
        summary: 'End a case that nobody is to work on',
        description: 'Its orders are withdrawn, its clocks end; whether the caller is told, the reason says.',
        params,
        body: z.strictObject({ because: id.describe('Reason of the published table (`cancelReasons`)'), reason }),
        response,
      },
    },
    async (request, reply) => {
      const caseNumber = request.params.number
      const { because, reason: why } = request.body
      const done = await cancel({ caseNumber, reason: because, why, by: actorOf(request) })
      if (done.ok) return (await present(caseNumber, lookerOf(request))) ?? refuse(reply, 'noCase')
      return refuse(reply, done.reason === 'unknownReason' ? 'unknownCancelReason' : done.reason)
    },
  )
}
