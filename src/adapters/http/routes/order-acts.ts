import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { moveLead } from '../../../application/dispatch/move-lead.ts'
import { returnOrder } from '../../../application/dispatch/return-order.ts'
import { ruleOnReturn } from '../../../application/dispatch/rule-on-return.ts'
import { withdrawOrder } from '../../../application/dispatch/withdraw-order.ts'
import { rulings } from '../../../domain/dispatch/order-record.ts'
import { refuse } from '../answer-error.ts'
import type { ErrorAbout } from '../error-table.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, languageOf, lookerOf } from '../looker-of.ts'
import { orderPresenter } from '../order-presenter.ts'
import { orderSchema, stepsShown } from '../present-order.ts'
import { refusals } from '../schemas.ts'

const params = z.object({ number: z.string(), orderId: z.string() })
const officersReason = z.string().trim().min(1).max(1000).describe('Stands in the timeline')

/** What can happen to an order beside its work: the unit returns it; the centre rules on that, takes it back, or gives it the lead. */
export function orderActRoutes(
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
    | 'notifyCalls'
    | 'notifyDeadline'
    | 'ringTeam'
  >,
): void {
  const present = orderPresenter(deps)
  const acts = {
    return: returnOrder(deps),
    rule: ruleOnReturn(deps),
    withdraw: withdrawOrder(deps),
    lead: moveLead(deps),
  }
  const named = (request: FastifyRequest & { params: z.output<typeof params> }) => ({
    caseNumber: request.params.number,
    orderId: request.params.orderId,
    by: actorOf(request),
  })

  http.post(
    '/api/v1/cases/:number/orders/:orderId/return',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'returnOrder',
        tags: ['orders'],
        summary: 'The unit returns the order: it is not its own',
        description:
          'Once, and never an order that was designated. Its clocks run on and its unit stays responsible; the centre owes a ruling, of which the duty officers are told.',
        params,
        body: z.strictObject({
          reason: z.string().min(1).max(100).describe("Id in the table's list of reasons (`returnReasons`)"),
          words: z.string().trim().min(1).max(4000).optional().describe("The unit's words"),
        }),
        response: { 200: orderSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { reason, words = null } = request.body
      const done = await acts.return({ ...named(request), reason, words })
      if (done.ok) return present(done.order, lookerOf(request))
      if (done.reason !== 'unknownReason') return refuse(reply, done.reason, possibleIn(done))
      const language = languageOf(request)
      const details = done.reasons.map(({ id, name }) => ({
        in: 'body',
        path: 'reason',
        allowed: id,
        message: `${id}: ${name[language] ?? Object.values(name)[0] ?? ''}`,
      }))
      return refuse(reply, 'unknownReason', { ...possibleIn(done), details })
    },
  )

  http.post(
    '/api/v1/cases/:number/orders/:orderId/ruling',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'ruleOnReturn',
        tags: ['orders'],
        summary: 'The centre rules on a return',
        description:
          'Upheld: the order is over and its clocks are cancelled; a successor gets an order at once, or the centre owes one. Until the successor has accepted, the first unit stays responsible. Overruled: the unit must act, its clocks have run on.',
        params,
        body: z.strictObject({
          outcome: z.enum(rulings),
          reason: officersReason,
          successor: z.string().min(1).max(100).optional().describe('Unit that takes its place, where it is upheld'),
        }),
        response: { 200: z.object({ order: orderSchema, successor: orderSchema.nullable() }), ...refusals },
      },
    },
    async (request, reply) => {
      const { outcome, reason, successor = null } = request.body
      const done = await acts.rule({ ...named(request), outcome, reason, successor })
      if (done.ok) {
        const looker = lookerOf(request)
        return {
          order: await present(done.order, looker),
          successor: done.successor && (await present(done.successor, looker)),
        }
      }
      if (done.reason !== 'unknownUnit') return refuse(reply, done.reason, possibleIn(done))
      return refuse(reply, 'unknownUnit', {
        details: [{ in: 'body', path: 'successor', message: `no unit ${successor}` }],
      })
    },
  )

  const officerActs = {
    withdraw: {
      operationId: 'withdrawOrder',
      summary: 'Take an open order back',
      description:
        'Its unit owes nothing more; telephones that ring for it stop, and its team is told. Where it led, another open order leads, or the centre owes an order anew.',
    },
    lead: {
      operationId: 'moveLead',
      summary: 'Give the lead to this order',
      description: 'Whoever led stays responsible until its unit has accepted. Its team is told.',
    },
  } as const
  for (const act of Object.keys(officerActs) as (keyof typeof officerActs)[]) {
    http.post(
      `/api/v1/cases/:number/orders/:orderId/${act}`,
      {
        config: { access: 'officer' },
        schema: {
          ...officerActs[act],
          tags: ['orders'],
          params,
          body: z.strictObject({ reason: officersReason }),
          response: { 200: orderSchema, ...refusals },
        },
      },
      async (request, reply) => {
        const done = await acts[act]({ ...named(request), reason: request.body.reason })
        return done.ok ? present(done.order, lookerOf(request)) : refuse(reply, done.reason, possibleIn(done))
      },
    )
  }
}

/** What is possible instead, under its names in addresses. */
const possibleIn = (refused: object): ErrorAbout =>
  'possible' in refused ? { possible: stepsShown(refused.possible as OrderMoves) } : {}
type OrderMoves = Parameters<typeof stepsShown>[0]
