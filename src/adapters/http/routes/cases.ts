import { z } from 'zod'
import { listCases } from '../../../application/case/list-cases.ts'
import { setArea } from '../../../application/case/set-area.ts'
import { setUrgency } from '../../../application/case/set-urgency.ts'
import { caseOrigins, caseStatuses } from '../../../domain/case/case-record.ts'
import { urgencies } from '../../../domain/routing/routing-table.ts'
import { refuse } from '../answer-error.ts'
import { casePresenter } from '../case-presenter.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { caseDetailSchema, caseSchema, presentCase } from '../present-case.ts'
import { pageOf, pageQuery, phoneText, refusals } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

/** Cases: the list, and one with everything that happened to it. */
export function caseRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'routing' | 'duty' | 'clock' | 'ids' | 'zone' | 'ringTeam'>,
): void {
  const iso = isoTime(deps.zone)
  const present = casePresenter(deps)
  const list = listCases(deps)
  const locate = setArea(deps)
  const rate = setUrgency(deps)

  http.get(
    '/api/v1/cases',
    {
      schema: {
        operationId: 'listCases',
        tags: ['cases'],
        summary: 'Cases, newest first',
        querystring: z.strictObject({
          status: z.enum(caseStatuses).optional(),
          category: z.string().min(1).optional(),
          origin: z.enum(caseOrigins).optional(),
          unit: z.string().min(1).optional().describe('Cases with an order to this unit'),
          caller: phoneText.optional().describe('In any spelling'),
          serious: z.stringbool().optional().describe('Only serious cases; false: only others'),
          supervised: z.stringbool().optional().describe('Only cases under supervision; false: only others'),
          openedFrom: instantText.optional(),
          openedTo: instantText.optional(),
          ...pageQuery,
        }),
        response: { 200: pageOf(caseSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query
      const page = await list(withoutUndefined(filter), { limit, cursor: cursor ?? null }, lookerOf(request))
      return { items: page.items.map((item) => presentCase(item, iso)), nextCursor: page.nextCursor }
    },
  )

  http.get(
    '/api/v1/cases/:number',
    {
      schema: {
        operationId: 'getCase',
        tags: ['cases'],
        summary: 'A case with its timeline, calls and recordings',
        params: z.object({ number: z.string() }),
        response: { 200: caseDetailSchema, ...refusals },
      },
    },
    async (request, reply) => {
      return (await present(request.params.number, lookerOf(request))) ?? refuse(reply, 'noCase')
    },
  )

  http.post(
    '/api/v1/cases/:number/area',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'setCaseArea',
        tags: ['cases'],
        summary: 'Say where the case is, or set it right',
        description:
          'Orders that are out stay where they are; whoever is told of the case from now on hears the new place.',
        params: z.object({ number: z.string() }),
        body: z.strictObject({
          area: z
            .string()
            .min(1)
            .max(100)
            .nullable()
            .describe('Area of the published table; null: not known after all'),
        }),
        response: { 200: caseDetailSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { area } = request.body
      const done = await locate({ caseNumber: request.params.number, area, by: actorOf(request) })
      if (!done.ok) {
        if (done.reason !== 'unknownArea') return refuse(reply, done.reason)
        return refuse(reply, 'unknownArea', { details: [{ in: 'body', path: 'area', message: `no area ${area}` }] })
      }
      return (await present(request.params.number, lookerOf(request))) ?? refuse(reply, 'noCase')
    },
  )

  http.post(
    '/api/v1/cases/:number/urgency',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'setCaseUrgency',
        tags: ['cases'],
        summary: 'Say how urgent the case is, or set it right',
        description:
          'A case that becomes critical calls in the further units of its route: each gets an order, a message and a call, once. Deadlines that run stay as they were promised.',
        params: z.object({ number: z.string() }),
        body: z.strictObject({
          urgency: z.enum(urgencies),
          reason: z.string().trim().min(1).max(1000).describe('Stands in the timeline'),
        }),
        response: { 200: caseDetailSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const done = await rate({ caseNumber: request.params.number, ...request.body, by: actorOf(request) })
      if (!done.ok) return refuse(reply, done.reason)
      return (await present(request.params.number, lookerOf(request))) ?? refuse(reply, 'noCase')
    },
  )
}
