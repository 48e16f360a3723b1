import { z } from 'zod'
import { listCalls } from '../../../application/call/list-calls.ts'
import { viewCall } from '../../../application/call/view-call.ts'
import { callResults } from '../../../domain/call/call-record.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { lookerOf } from '../looker-of.ts'
import { callDetailSchema, callSchema, presentCall, presentCallDetail } from '../present-call.ts'
import { pageOf, pageQuery, refusals } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

/** Calls, open and over, and one with its log. */
export function callRoutes(http: Http, deps: Pick<HttpDeps, 'calls' | 'cases' | 'routing' | 'clock' | 'zone'>): void {
  const iso = isoTime(deps.zone)
  const list = listCalls(deps)
  const view = viewCall(deps)

  http.get(
    '/api/v1/calls',
    {
      schema: {
        operationId: 'listCalls',
        tags: ['calls'],
        summary: 'Calls, newest first',
        querystring: z.strictObject({
          open: z
            .enum(['true', 'false'])
            .transform((text) => text === 'true')
            .optional(),
          result: z.enum(callResults).optional(),
          case: z.string().min(1).optional().describe('Number of a case'),
          ...pageQuery,
        }),
        response: { 200: pageOf(callSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor, open, result, case: caseNumber } = request.query
      const page = await list(
        withoutUndefined({ open, result, caseNumber }),
        { limit, cursor: cursor ?? null },
        lookerOf(request).role,
      )
      return { items: page.items.map((item) => presentCall(item, iso)), nextCursor: page.nextCursor }
    },
  )

  http.get(
    '/api/v1/calls/:id',
    {
      schema: {
        operationId: 'getCall',
        tags: ['calls'],
        summary: 'A call with every transition it made',
        params: z.object({ id: z.string() }),
        response: { 200: callDetailSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const found = await view(request.params.id, lookerOf(request))
      return found ? presentCallDetail(found, iso) : refuse(reply, 'noCall')
    },
  )
}
