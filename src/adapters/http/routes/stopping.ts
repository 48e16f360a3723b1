import { z } from 'zod'
import { viewDeadline } from '../../../application/case/case-view.ts'
import { namesOfTables } from '../../../application/case/names-of-tables.ts'
import { stopDeadline, stopEscalations } from '../../../application/clocks/stop-escalations.ts'
import { deadlineKinds } from '../../../domain/clocks/deadline-kind.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { deadlineSchema, presentDeadline } from '../present-order.ts'
import { refusals } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

const reason = z.string().trim().min(1).max(500).describe('Why; stands in the timeline of each case')

/** Stopping escalations, for a reason: of one deadline, or of all that a rule speaks of. */
export function stoppingRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'deadlines' | 'routing' | 'clock' | 'ids' | 'zone' | 'notifyDeadline'>,
): void {
  const iso = isoTime(deps.zone)
  const stopOne = stopDeadline(deps)
  const stopRule = stopEscalations(deps)

  http.post(
    '/api/v1/cases/:number/deadlines/:id/stop',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'stopDeadline',
        tags: ['deadlines'],
        summary: 'The escalation of one deadline stops; what is owed stays owed',
        params: z.object({ number: z.string(), id: z.string() }),
        body: z.strictObject({ reason }),
        response: { 200: deadlineSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { number: caseNumber, id: deadlineId } = request.params
      const { reason } = request.body
      const stopped = await stopOne({ caseNumber, deadlineId, by: actorOf(request), reason })
      if (!stopped.ok) return refuse(reply, stopped.reason)
      const { language } = lookerOf(request)
      const version = (await deps.cases.byId(stopped.deadline.caseId))?.routingVersion ?? 0
      const names = await namesOfTables(deps.routing, language)(version)
      return presentDeadline(viewDeadline(stopped.deadline, names, deps.zone, language), iso)
    },
  )

  http.post(
    '/api/v1/deadlines/stop',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'stopDeadlines',
        tags: ['deadlines'],
        summary: 'A rule is stopped: the escalation of every running deadline it speaks of',
        description:
          'Of a kind, a unit, a category, or of those that fit all that is given. Deadlines that start later follow the published table: change its ladders to stop those, too.',
        body: z
          .strictObject({
            kind: z.enum(deadlineKinds).optional(),
            unit: z.string().min(1).max(100).optional(),
            category: z.string().min(1).max(100).optional(),
            reason,
          })
          .refine(({ kind, unit, category }) => kind !== undefined || unit !== undefined || category !== undefined, {
            message: 'Say which: kind, unit or category.',
            path: ['kind'],
          }),
        response: { 200: z.object({ stopped: z.number().describe('How many deadlines') }), ...refusals },
      },
    },
    async (request, reply) => {
      const { reason, ...given } = request.body
      const done = await stopRule({ rule: withoutUndefined(given), by: actorOf(request), reason })
      return done.ok ? { stopped: done.stopped } : refuse(reply, done.reason)
    },
  )
}
