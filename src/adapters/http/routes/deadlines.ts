import { z } from 'zod'
import { type Looker, viewDeadline } from '../../../application/case/case-view.ts'
import { namesOfTables } from '../../../application/case/names-of-tables.ts'
import { settleDeadline } from '../../../application/case/settle-deadline.ts'
import { acknowledgeDeadline } from '../../../application/clocks/acknowledge-deadline.ts'
import { listDeadlines } from '../../../application/clocks/list-deadlines.ts'
import { deadlineKinds } from '../../../domain/clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../../../domain/clocks/deadline-record.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { deadlineSchema, presentDeadline } from '../present-order.ts'
import { pageOf, pageQuery, refusals } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

const listedSchema = deadlineSchema
  .extend({
    caseNumber: z.string().nullable(),
    unit: z.string().nullable().describe('null: the centre itself owes it'),
    unitName: z.string().nullable(),
  })
  .meta({ id: 'ListedDeadline' })

/** Deadlines: what runs, who takes note of an escalation, and what the centre itself has done. */
export function deadlineRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'deadlines' | 'routing' | 'clock' | 'ids' | 'zone' | 'notifyDeadline'>,
): void {
  const iso = isoTime(deps.zone)
  const list = listDeadlines(deps)
  const settle = settleDeadline(deps)
  const acknowledge = acknowledgeDeadline(deps)
  const present = async (deadline: DeadlineRecord, { language }: Looker) => {
    const version = (await deps.cases.byId(deadline.caseId))?.routingVersion ?? 0
    const names = await namesOfTables(deps.routing, language)(version)
    return presentDeadline(viewDeadline(deadline, names, deps.zone, language), iso)
  }

  http.get(
    '/api/v1/deadlines',
    {
      schema: {
        operationId: 'listDeadlines',
        tags: ['deadlines'],
        summary: 'Deadlines that run, soonest due first',
        querystring: z.strictObject({
          due: instantText.optional().describe('Due up to this instant, itself included'),
          overdue: z.stringbool().optional().describe('Only those whose instant has passed'),
          kind: z.enum(deadlineKinds).optional(),
          ...pageQuery,
        }),
        response: { 200: pageOf(listedSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor, due, overdue, kind } = request.query
      const passed = overdue ? deps.clock.now() - 1 : undefined
      const dueTo = due !== undefined && passed !== undefined ? Math.min(due, passed) : (due ?? passed)
      const filter = withoutUndefined({ dueTo, kind })
      const page = await list(filter, { limit, cursor: cursor ?? null }, lookerOf(request))
      const items = page.items.map(({ caseNumber, unit, unitName, ...deadline }) => ({
        ...presentDeadline(deadline, iso),
        caseNumber,
        unit,
        unitName,
      }))
      return { items, nextCursor: page.nextCursor }
    },
  )

  http.post(
    '/api/v1/cases/:number/deadlines/:id/acknowledge',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'acknowledgeDeadline',
        tags: ['deadlines'],
        summary: 'Somebody takes note: the escalation stops, what is owed stays owed',
        params: z.object({ number: z.string(), id: z.string() }),
        body: z.strictObject({}).nullish(),
        response: { 200: deadlineSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { number: caseNumber, id: deadlineId } = request.params
      const acknowledged = await acknowledge({ caseNumber, deadlineId, by: actorOf(request) })
      return acknowledged.ok ? present(acknowledged.deadline, lookerOf(request)) : refuse(reply, acknowledged.reason)
    },
  )

  http.post(
    '/api/v1/cases/:number/deadlines/:id/settle',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'settleDeadline',
        tags: ['deadlines'],
        summary: "The promised call back was made, or last night's call was confirmed",
        description: 'A case without open orders, on which nothing else runs, is closed with it.',
        params: z.object({ number: z.string(), id: z.string() }),
        body: z
          .strictObject({ result: z.string().trim().min(1).max(4000).optional().describe('What the citizen said') })
          .nullish(),
        response: { 200: z.object({ deadline: deadlineSchema, closed: z.boolean() }), ...refusals },
      },
    },
    async (request, reply) => {
      const settled = await settle({
        caseNumber: request.params.number,
        deadlineId: request.params.id,
        by: actorOf(request),
        result: request.body?.result ?? null,
      })
      if (!settled.ok) return refuse(reply, settled.reason)
      return { deadline: await present(settled.deadline, lookerOf(request)), closed: settled.closed }
    },
  )
}
