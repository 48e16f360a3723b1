import { z } from 'zod'
import { saveDraft } from '../../../application/routing/save-draft.ts'
import { tableOf } from '../../../application/routing/table-of.ts'
import { textToKeep } from '../../../application/routing/text-to-keep.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { draftAnswers, savedSchema } from '../present-draft.ts'
import { refusals } from '../schemas.ts'
import { tableBytes, tableNamed, tableTypes } from '../table-body.ts'

/** A routing table as a file: out of the draft or any version, and into the draft. */
export function routingFileRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'clock' | 'zone'>,
): void {
  // As it was written: what is wrong has its line and column, in JSON, too.
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const save = saveDraft({ store: deps.routing, drafts: deps.drafts, clock: deps.clock, write: deps.tables.write })
  const answers = draftAnswers(deps)

  http.get(
    '/api/v1/routing/export',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'exportRoutingTable',
        tags: ['routing'],
        summary: 'The draft or a version as a file, YAML or JSON',
        description: 'Importing the file gives the same table. YAML has the comments of whoever wrote it.',
        querystring: z.strictObject({
          format: z.enum(['yaml', 'json']).default('yaml'),
          version: tableNamed.default('published'),
        }),
        response: {
          200: {
            description: 'The table',
            content: { 'application/yaml': { schema: z.string() }, 'application/json': { schema: z.looseObject({}) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { format, version } = request.query
      const found = await tableOf({ store: deps.routing, drafts: deps.drafts }, version)
      if (!found.ok) return refuse(reply, found.reason)
      const { table, revision } = found
      if (revision !== null) reply.header('etag', etagOf(revision))
      const name = revision === null ? `routing-${found.version}` : `routing-draft-${revision}`
      reply.header('content-disposition', `attachment; filename="${name}.${format}"`)
      if (format === 'json') return reply.type('application/json').send(table)
      const isCurrent = found.version === (await deps.routing.current())?.number
      const text = found.text ?? (await deps.tables.write(table, isCurrent ? await textToKeep(deps.drafts) : null))
      return reply.type('application/yaml; charset=utf-8').send(text)
    },
  )

  http.post(
    '/api/v1/routing/import',
    {
      bodyLimit: tableBytes,
      config: { access: 'administrator' },
      schema: {
        operationId: 'importRoutingTable',
        tags: ['routing'],
        summary: 'Make a file the draft, YAML or JSON',
        description:
          'As `PUT /routing/draft`, for the text itself: `If-Match` says which revision of the draft it takes the place of. What is wrong is told with its line and column.',
        consumes: tableTypes,
        querystring: z.strictObject({
          base: z.coerce.number().int().positive().optional().describe('Published version; a new draft must say it'),
          reason: z.string().trim().max(1000).optional().describe('Why, for the audit'),
        }),
        body: z.string().min(1).describe('The table'),
        response: { 200: savedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const revision = madeFrom(request, {})
      if (revision === null) return refuse(reply, 'revisionNeeded')
      const read = await deps.tables.read(request.body, language)
      if (!read.ok) return refuse(reply, 'unreadableTable', { details: read.faults })
      const isJson = /^\s*\{/.test(request.body)
      const saved = await save({
        table: read.table,
        text: isJson ? null : request.body,
        madeFrom: revision,
        base: request.query.base ?? null,
        by: actorOf(request),
        why: request.query.reason || null,
      })
      if (!saved.ok) return answers.refuse(saved, request, reply)
      reply.header('etag', etagOf(saved.draft.revision))
      return await answers.present(saved.draft, read.faults)
    },
  )
}
