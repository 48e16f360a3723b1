import { z } from 'zod'
import { listInbound } from '../../../application/messaging/list-inbound.ts'
import { listMessages } from '../../../application/messaging/list-messages.ts'
import { type MessagePreview, previewMessage, previewMessages } from '../../../application/messaging/preview-message.ts'
import { inboundOutcomes } from '../../../domain/messaging/inbound-record.ts'
import { type MessageKind, messageKinds } from '../../../domain/messaging/message-kind.ts'
import { messageStatuses } from '../../../domain/messaging/message-record.ts'
import { messageLanguages } from '../../../domain/messaging/render-message.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { lookerOf } from '../looker-of.ts'
import { pageOf, pageQuery, refusals, time } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

const messageSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    to: z.string().nullable().describe('Masked for roles that do not need it'),
    who: z.string().nullable().describe('Which contact of whom, `0501/sms`; null: a citizen'),
    language: z.string(),
    variables: z.record(z.string(), z.string()).describe('Empty for roles that do not need them'),
    text: z.string().nullable().describe('What it says; null for roles that do not need it'),
    parts: z.number().describe('Parts of 70 Chinese characters it takes'),
    priority: z.number().describe('0 new order, 1 escalation, 2 information'),
    status: z.enum(messageStatuses),
    caseNumber: z.string().nullable(),
    orderId: z.string().nullable(),
    createdAt: time,
    nextAttemptAt: time.nullable(),
    attempts: z.number(),
    unknownOutcomes: z.number().describe('How often the server ended before it knew what came of it'),
    expiresAt: time,
    next: z.array(z.string()).describe('Contacts that get it when this one can not be reached'),
    transport: z.string().nullable(),
    reference: z.string().nullable().describe('What the transport calls it'),
    sentAt: time.nullable().describe('Handed over; delivered only where the status says so'),
    detail: z.string().nullable(),
  })
  .meta({ id: 'Message' })

const inboundSchema = z
  .object({
    id: z.string(),
    transport: z.string(),
    from: z.string().nullable().describe('Masked for roles that do not need it'),
    text: z.string().nullable().describe('null for roles that do not need it'),
    receivedAt: time,
    handledAt: time.nullable(),
    outcome: z
      .enum(inboundOutcomes)
      .nullable()
      .describe('The answer it got; `unanswered`: none; null: not handled yet'),
    orderId: z.string().nullable(),
    caseNumber: z.string().nullable(),
  })
  .meta({ id: 'InboundMessage' })

const previewSchema = z
  .object({
    kind: z.enum(messageKinds as [MessageKind, ...MessageKind[]]),
    language: z.string(),
    variables: z.array(z.string()),
    text: z.string().describe('Variables without a value show as their names in braces'),
    parts: z.number().describe('Parts it takes, without any signature'),
    ways: z.array(
      z.object({
        name: z.string(),
        template: z.string().nullable().describe('null: the text is sent as it is'),
        missing: z.boolean().describe('This way has templates, and none for this kind: it does not take it'),
        parts: z.number().describe('Parts with the signature that is put in front'),
      }),
    ),
  })
  .meta({ id: 'MessagePreview' })

/** The outbox, what came in, and the texts. */
export function messageRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'messages' | 'inbound' | 'cases' | 'zone' | 'waysOfTexts'>,
): void {
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
        sentAt: iso(message.sentAt),
        next: [...message.next],
      }))
      return { items, nextCursor: page.nextCursor }
    },
  )
  const listArrived = listInbound(deps)
  http.get(
    '/api/v1/messages/inbound',
    {
      schema: {
        operationId: 'listInboundMessages',
        tags: ['messages'],
        summary: 'Messages that came in, newest first',
        querystring: z.strictObject({
          outcome: z.enum(inboundOutcomes).optional(),
          case: z.string().min(1).optional().describe('Number of a case'),
          ...pageQuery,
        }),
        response: { 200: pageOf(inboundSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor, outcome, case: caseNumber } = request.query
      const page = await listArrived(
        withoutUndefined({ outcome, caseNumber }),
        { limit, cursor: cursor ?? null },
        lookerOf(request).role,
      )
      const items = page.items.map((message) => ({
        ...message,
        receivedAt: iso(message.receivedAt),
        handledAt: iso(message.handledAt),
      }))
      return { items, nextCursor: page.nextCursor }
    },
  )
  http.get(
    '/api/v1/messages/templates',
    {
      schema: {
        operationId: 'listMessageTemplates',
        tags: ['messages'],
        summary: 'Every kind of message in every language, with its parts and the templates of each way',
        querystring: z.strictObject({
          kind: z.enum(messageKinds as [MessageKind, ...MessageKind[]]).optional(),
          language: z.enum(messageLanguages as [string, ...string[]]).optional(),
        }),
        response: { 200: z.object({ items: z.array(previewSchema) }), ...refusals },
      },
    },
    async ({ query: { kind, language } }) => {
      const items = previewMessages(deps.waysOfTexts).filter(
        (one) => (kind === undefined || one.kind === kind) && (language === undefined || one.language === language),
      )
      return { items: items.map(copied) }
    },
  )
  http.post(
    '/api/v1/messages/preview',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'previewMessage',
        tags: ['messages'],
        summary: 'A message as it would leave; nothing is sent',
        body: z.strictObject({
          kind: z.enum(messageKinds as [MessageKind, ...MessageKind[]]),
          language: z.enum(messageLanguages as [string, ...string[]]).default('zh-CN'),
          variables: z.record(z.string(), z.string().max(500)).default({}),
        }),
        response: { 200: previewSchema, ...refusals },
      },
    },
    async ({ body: { kind, language, variables } }) =>
      copied(previewMessage(kind, language, variables, deps.waysOfTexts)),
  )
}

const copied = (preview: MessagePreview) => ({
  ...preview,
  variables: [...preview.variables],
  ways: preview.ways.map((way) => ({ ...way })),
})
