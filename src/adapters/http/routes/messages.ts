import { z } from 'zod'
import { listMessages } from '../../../application/messaging/list-messages.ts'
import { messageStatuses } from '../../../domain/messaging/message-record.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { lookerOf } from '../looker-of.ts'
import { pageOf, pageQuery, refusals, time } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

const messageSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    to: z.string().nullable(),
    language: z.string(),
    variables: z.record(z.string(), z.string()).describe('Empty for roles that do not need them'),
    priority: z.number().describe('0 new order, 1 escalation, 2 information'),
    status: z.enum(messageStatuses),
    caseNumber: z.string().nullable(),
    orderId: z.string().nullable(),
    createdAt: time,
    nextAttemptAt: time.nullable(),
    attempts: z.number(),
    expiresAt: time,
    detail: z.string().nullable(),
  })
  .meta({ id: 'Message' })

/** The outbox. */
export function messageRoutes(http: Http, deps: Pick<HttpDeps, 'messages' | 'cases' | 'zone'>): void {
  const iso = isoTime(deps.zone)
  const list = listMessages(deps)
  http.get(
    '/api/v1/messages',
    {
      schema: {
        operationId: 'listMessages',
        tags: ['messages'],
        summary: 'Messages, newest first',
        querystring: z.strictObject({
          status: z.enum(messageStatuses).optional(),
          case: z.string().min(1).optional().describe('Number of a case'),
          ...pageQuery,
        }),
        response: { 200: pageOf(messageSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor, status, case: caseNumber } = request.query
      const page = await list(
        withoutUndefined({ status, caseNumber }),
        { limit, cursor: cursor ?? null },
        lookerOf(request).role,
      )
      const items = page.items.map((message) => ({
        ...message,
        variables: { ...message.variables },
        createdAt: iso(message.createdAt),
        nextAttemptAt: iso(message.nextAttemptAt),
        expiresAt: iso(message.expiresAt),
      }))
      return { items, nextCursor: page.nextCursor }
    },
  )
}
