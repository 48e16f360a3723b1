import { z } from 'zod'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { lookerOf } from '../looker-of.ts'
import { pageOf, refusals, time } from '../schemas.ts'

const versionSchema = z
  .object({
    number: z.number(),
    digest: z.string().describe('SHA-256 of the canonical JSON'),
    publishedAt: time,
    publishedBy: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'RoutingVersion' })

/** A table of 50 units is some 100 kB; this leaves room for a city ten times as large. */
const tableBytes = 4 * 1024 * 1024

const tableBody = z
  .union([z.string().min(1), z.looseObject({})])
  .describe('`{ table, reason }`, the table as JSON or as YAML text; or the table alone, with `reason` in the query')

/** Published routing tables: reading, checking and publishing them. Telephone numbers of responders are in them. */
export function routingRoutes(http: Http, deps: Pick<HttpDeps, 'routing' | 'tables' | 'zone'>): void {
  const iso = isoTime(deps.zone)

  http.get(
    '/api/v1/routing/versions',
    {
      schema: {
        operationId: 'listRoutingVersions',
        tags: ['routing'],
        summary: 'Published versions, newest first',
        response: { 200: pageOf(versionSchema), ...refusals },
      },
    },
    async () => {
      const versions = [...(await deps.routing.list())].sort((a, b) => b.number - a.number)
      return {
        items: versions.map((version) => ({ ...version, publishedAt: iso(version.publishedAt) })),
        nextCursor: null,
      }
    },
  )

  http.get(
    '/api/v1/routing/versions/:n',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'getRoutingVersion',
        tags: ['routing'],
        summary: 'A published version with its table; as YAML where `Accept` asks for it',
        params: z.object({ n: z.string() }),
        response: {
          200: {
            description: 'The version with its table, or the table alone as YAML',
            content: {
              'application/json': { schema: versionSchema.extend({ table: z.looseObject({}) }) },
              'application/yaml': { schema: z.string() },
            },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { n } = request.params
      const version = /^\d{1,9}$/.test(n) ? await deps.routing.version(Number(n)) : null
      if (!version) return refuse(reply, 'noVersion')
      if (/\byaml\b/.test(request.headers.accept ?? ''))
        return reply.type('application/yaml; charset=utf-8').send(deps.tables.write(version.table))
      return reply.type('application/json').send({ ...version, publishedAt: iso(version.publishedAt) })
    },
  )

  http.post(
    '/api/v1/routing/validate',
    {
      bodyLimit: tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'validateRoutingTable',
        tags: ['routing'],
        summary: 'Check a table without publishing it',
        consumes: ['application/json', 'application/yaml'],
        body: tableBody,
        response: {
          200: z.object({
            valid: z.boolean(),
            details: z.array(z.looseObject({ path: z.string(), message: z.string() })).describe('Every fault'),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const checked = await deps.tables.validate(textOf(request.body), lookerOf(request).language)
      return { valid: checked.ok, details: checked.ok ? [] : [...checked.faults] }
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
        summary: 'Publish a table; the next call uses it',
        consumes: ['application/json', 'application/yaml'],
        querystring: z.strictObject({ reason: z.string().optional() }),
        body: tableBody,
        response: { 201: versionSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const given = typeof request.body === 'string' ? undefined : request.body.reason
      const reason = (request.query.reason ?? (typeof given === 'string' ? given : '')).trim()
      if (reason.length === 0 || reason.length > 1000) {
        const checked = await deps.tables.validate(textOf(request.body), lookerOf(request).language)
        const message = 'must say in 1 to 1000 characters why the table changes'
        const faults = checked.ok ? [] : checked.faults
        return refuse(reply, 'invalid', { details: [{ in: 'body', path: 'reason', message }, ...faults] })
      }
      const published = await deps.tables.publish({
        text: textOf(request.body),
        reason,
        by: request.principal!.user,
        language: lookerOf(request).language,
      })
      if (!published.ok) return refuse(reply, 'faultyTable', { details: published.faults })
      const { table: _table, ...version } = published.version
      return reply.code(201).send({ ...version, publishedAt: iso(version.publishedAt) })
    },
  )
}

/** The table of the body as YAML text, of which JSON is a part. */
function textOf(body: z.infer<typeof tableBody>): string {
  if (typeof body === 'string') return body
  const { table } = body
  if (typeof table === 'string') return table
  if (table !== undefined) return JSON.stringify(table)
  const { reason: _reason, ...alone } = body
  return JSON.stringify(alone)
}
