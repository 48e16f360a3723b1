import { z } from 'zod'
import { discardDraft, saveDraft } from '../../../application/routing/save-draft.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { draftAnswers, savedSchema } from '../present-draft.ts'
import { bodyDetails } from '../say-issue.ts'
import { refusals } from '../schemas.ts'
import { besideTable, tableBody, tableBytes, tableOfBody, tableTypes } from '../table-body.ts'

const versionNumber = z.coerce.number().int().positive()
const reasonText = z.string().trim().max(1000)
const draftAbout = {
  base: versionNumber.optional().describe('Published version it was made from; a new draft must say it'),
  reason: reasonText.optional().describe('Why, for the audit'),
}
const besideSchema = z.object({ ...draftAbout, revision: z.number().int().nonnegative().optional() })

/** The draft of the routing table: one, which all share. */
export function routingDraftRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'clock' | 'zone'>,
): void {
  const drafting = { store: deps.routing, drafts: deps.drafts, clock: deps.clock, write: deps.tables.write }
  const save = saveDraft(drafting)
  const discard = discardDraft(drafting)
  const answers = draftAnswers(deps)

  http.get(
    '/api/v1/routing/draft',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'getRoutingDraft',
        tags: ['routing'],
        summary: 'The draft that all share; as YAML where `Accept` asks for it',
        description: 'Its revision is in the header ETag, also where there is no draft: a new one is made from that.',
        response: {
          200: {
            description: 'The draft with its table and its text, or the text alone as YAML',
            content: {
              'application/json': { schema: savedSchema.extend({ table: z.looseObject({}), text: z.string() }) },
              'application/yaml': { schema: z.string() },
            },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const draft = await deps.drafts.latest()
      reply.header('etag', etagOf(draft?.revision ?? 0))
      if (draft?.state !== 'open') return refuse(reply, 'noDraft')
      if (/\byaml\b/.test(request.headers.accept ?? ''))
        return reply.type('application/yaml; charset=utf-8').send(draft.text)
      const { table, text } = draft
      const { faults } = await deps.tables.read(text, languageOf(request))
      return reply.type('application/json').send({ ...(await answers.present(draft, faults)), table, text })
    },
  )

  http.put(
    '/api/v1/routing/draft',
    {
      bodyLimit: tableBytes,
      config: { access: 'administrator' },
      schema: {
        operationId: 'saveRoutingDraft',
        tags: ['routing'],
        summary: 'Save the draft, as it was changed from a revision',
        description:
          '`If-Match` says which revision of the draft it was made from (`revision` beside the table does, too). Where somebody else has saved since, nothing is changed: 409 shows both changes place by place, and a text with both in it.',
        consumes: tableTypes,
        querystring: z.strictObject(draftAbout),
        body: tableBody,
        response: { 200: savedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const beside = besideSchema.safeParse(besideTable(request.body))
      if (!beside.success) return refuse(reply, 'invalid', { details: bodyDetails(beside.error, language) })
      const revision = madeFrom(request, beside.data)
      if (revision === null) return refuse(reply, 'revisionNeeded')
      const given = await tableOfBody(request.body, deps, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      const saved = await save({
        table: given.table,
        text: given.text,
        madeFrom: revision,
        base: request.query.base ?? beside.data.base ?? null,
        by: actorOf(request),
        why: request.query.reason || beside.data.reason || null,
      })
      if (!saved.ok) return answers.refuse(saved, request, reply)
      reply.header('etag', etagOf(saved.draft.revision))
      const { text } = saved.draft
      return await answers.present(
        saved.draft,
        text === given.text ? given.faults : (await deps.tables.read(text, language)).faults,
      )
    },
  )

  http.delete(
    '/api/v1/routing/draft',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'discardRoutingDraft',
        tags: ['routing'],
        summary: 'Give the draft up, as it was seen (`If-Match`)',
        querystring: z.strictObject({ reason: reasonText.optional() }),
        response: { 204: z.null().describe('There is no draft any more'), ...refusals },
      },
    },
    async (request, reply) => {
      const revision = madeFrom(request, {})
      if (revision === null) return refuse(reply, 'revisionNeeded')
      const done = await discard({ madeFrom: revision, by: actorOf(request), why: request.query.reason || null })
      if (!done.ok) return answers.refuse(done, request, reply)
      return reply.code(204).header('etag', etagOf(done.revision)).send(null)
    },
  )
}
