import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { judgeTable } from '../../../application/routing/judge-table.ts'
import { type DraftPublished, publishDraft, publishTable } from '../../../application/routing/publish-draft.ts'
import { type RolledBack, rollBack } from '../../../application/routing/roll-back.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { madeFrom } from '../made-from.ts'
import { presentConflict } from '../present-conflict.ts'
import { saidFinding } from '../said-finding.ts'
import { bodyDetails } from '../say-issue.ts'
import { refusals } from '../schemas.ts'
import { besideTable, saidFault, tableBody, tableBytes, tableOfBody, tableTypes } from '../table-body.ts'
import { versionSchema } from './routing-versions.ts'

const reasonText = z.string().trim().min(1).max(1000)
const codes = z.array(z.string().min(1).max(100)).max(100)
const publishSchema = z.object({
  reason: reasonText,
  acknowledge: codes.default([]),
  over: z.number().int().positive().optional(),
})
const detailsSchema = z.array(z.looseObject({ path: z.string(), message: z.string() }))

/** Checking a table, publishing it, and going back to an earlier one. */
export function routingPublishRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'checks' | 'prompts' | 'clock' | 'zone'>,
): void {
  const iso = isoTime(deps.zone)
  const publishing = { ...deps, store: deps.routing, write: deps.tables.write }

  function answer(done: DraftPublished | RolledBack, request: FastifyRequest, reply: FastifyReply) {
    const language = languageOf(request)
    if (done.ok) {
      const { table: _table, ...version } = done.version
      return reply.code(201).send({ ...version, publishedAt: iso(version.publishedAt) })
    }
    switch (done.reason) {
      case 'invalid':
        return refuse(reply, 'faultyTable', { details: done.faults.map((fault) => saidFault(fault, language)) })
      case 'refused':
        return refuse(reply, 'faultyTable', {
          details: done.findings.map((finding) => saidFinding(finding, language, iso)),
        })
      case 'unacknowledged':
        return refuse(reply, done.reason, {
          details: done.findings.map((finding) => saidFinding(finding, language, iso)),
        })
      case 'unspeakable':
        return refuse(reply, 'faultyTable', {
          details: done.faults.map(({ language: spoken, key, reason }) => ({
            path: `prompts.${spoken}.${key}`,
            message: language === 'en' ? reason : `无法生成语音：${reason}`,
          })),
        })
      case 'conflict':
        return 'conflict' in done
          ? refuse(reply, 'tableConflict', presentConflict(done.conflict, iso, language))
          : refuse(reply, 'conflict')
      default:
        return refuse(reply, done.reason)
    }
  }

  http.post(
    '/api/v1/routing/validate',
    {
      bodyLimit: tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'validateRoutingTable',
        tags: ['routing'],
        summary: 'Check a table as publishing would, without publishing it',
        consumes: tableTypes,
        body: tableBody,
        response: {
          200: z.object({
            valid: z.boolean().describe('Nothing keeps it from being published'),
            details: detailsSchema.describe(
              'Every fault with its place, the value and what is allowed; findings also with severity, code and fix',
            ),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const given = await tableOfBody(request.body, deps, language)
      if (!given.ok && given.code !== 'unreadableTable') return refuse(reply, given.code, given.about)
      if (!given.ok) return { valid: false, details: [...(given.about.details ?? [])] }
      if (given.faults.length > 0) return { valid: false, details: [...given.faults] }
      const { findings } = await judgeTable(publishing, given.table)
      const details = findings.map((finding) => saidFinding(finding, language, iso))
      return { valid: findings.every(({ severity }) => severity === 'warning'), details }
    },
  )

  http.post(
    '/api/v1/routing/publish',
    {
      bodyLimit: tableBytes,
      config: { access: 'administrator' },
      schema: {
        operationId: 'publishRoutingTable',
        tags: ['routing'],
        summary: 'Publish the draft or a table; the next call uses it',
        description:
          'The draft: `{ of: "draft", reason }` and in `If-Match` (or `revision`) which revision was seen. A table: `{ table, reason, over }`, where `over` is the version it was made from. Errors keep it from being published; warnings do until their codes stand in `acknowledge`.',
        consumes: tableTypes,
        querystring: z.strictObject({
          reason: z.string().optional(),
          acknowledge: z.string().optional().describe('Codes, with commas between'),
          over: z.coerce.number().int().positive().optional(),
        }),
        body: tableBody,
        response: { 201: versionSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { query, body } = request
      const language = languageOf(request)
      const asked = publishSchema.safeParse({
        ...besideTable(body),
        ...(query.reason === undefined ? {} : { reason: query.reason }),
        ...(query.acknowledge === undefined ? {} : { acknowledge: query.acknowledge.split(',') }),
        ...(query.over === undefined ? {} : { over: query.over }),
        ...(typeof body !== 'string' && query.reason === undefined && 'reason' in body ? { reason: body.reason } : {}),
      })
      const given = await tableOfBody(withoutReason(body), deps, language)
      if (!asked.success) {
        const details = bodyDetails(asked.error, language).map((detail) =>
          detail.path === 'reason' ? { ...detail, message: whyNeeded[language] } : detail,
        )
        const faults = given.ok ? given.faults : (given.about.details ?? [])
        return refuse(reply, 'invalid', { details: [...details, ...faults] })
      }
      if (!given.ok) return refuse(reply, given.code === 'unreadableTable' ? 'faultyTable' : given.code, given.about)
      if (given.faults.length > 0) return refuse(reply, 'faultyTable', { details: given.faults })
      const { reason, acknowledge: acknowledged, over } = asked.data
      const publication = { by: request.principal!.user, actor: actorOf(request), reason, acknowledged }
      if (given.of === 'draft') {
        const revision = madeFrom(request, besideTable(body))
        if (revision === null) return refuse(reply, 'revisionNeeded')
        return answer(await publishDraft(publishing, { ...publication, revision }), request, reply)
      }
      const published = await publishTable(publishing, {
        ...publication,
        table: given.table,
        text: given.text,
        ...(over === undefined ? {} : { over }),
      })
      return answer(published, request, reply)
    },
  )

  http.post(
    '/api/v1/routing/rollback',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'rollBackRoutingTable',
        tags: ['routing'],
        summary: 'Publish an earlier version again, as a new one, under the checks of today',
        body: z.strictObject({
          to: z.number().int().positive().describe('Version that is to count again'),
          reason: reasonText,
          acknowledge: codes.default([]),
          over: z.number().int().positive().optional().describe('Version that counted when it was decided'),
        }),
        response: { 201: versionSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { to, reason, acknowledge: acknowledged, over } = request.body
      const done = await rollBack(publishing, {
        to,
        by: request.principal!.user,
        actor: actorOf(request),
        reason,
        acknowledged,
        ...(over === undefined ? {} : { over }),
      })
      return answer(done, request, reply)
    },
  )
}

const whyNeeded: Readonly<Record<TextLanguage, string>> = {
  'zh-CN': '必须用1至1000个字符写明改动路由表的原因',
  en: 'must say in 1 to 1000 characters why the table changes',
}

/** A table alone may have its reason among its fields; as a field of the table it would be a fault. */
function withoutReason(body: z.infer<typeof tableBody>): z.infer<typeof tableBody> {
  if (typeof body === 'string' || 'table' in body || 'of' in body) return body
  const { reason: _reason, ...table } = body
  return table
}
