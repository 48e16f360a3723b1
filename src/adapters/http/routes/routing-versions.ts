import { z } from 'zod'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { pageOf, refusals, time } from '../schemas.ts'

export const versionSchema = z
  .object({
    number: z.number(),
    digest: z.string().describe('SHA-256 of the canonical JSON'),
    publishedAt: time,
    publishedBy: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'RoutingVersion' })

/** Published routing tables. Telephone numbers of responders are in them. */
export function routingVersionRoutes(http: Http, deps: Pick<HttpDeps, 'routing' | 'tables' | 'zone'>): void {
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
        return reply.type('application/yaml; charset=utf-8').send(await deps.tables.write(version.table, null))
      return reply.type('application/json').send({ ...version, publishedAt: iso(version.publishedAt) })
    },
  )
}
