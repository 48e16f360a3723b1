import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { deleteRoster } from '../../../application/duty/delete-roster.ts'
import { saveRoster } from '../../../application/duty/save-roster.ts'
import { type RosterView, viewRoster, viewRosters } from '../../../application/duty/view-rosters.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { aboutRosterRefusal, presentRosterView, rosterViewSchema } from '../present-roster.ts'
import { rosterBody, rosterOfBody, rosterQuery } from '../roster-body.ts'
import { saidFinding } from '../said-finding.ts'
import { pageOf, refusals } from '../schemas.ts'
import { tableTypes } from '../table-body.ts'

/** A roster of a large unit is some 10 kB. */
const rosterBytes = 1024 * 1024

export const findingsSchema = z
  .array(z.looseObject({ path: z.string(), message: z.string() }))
  .describe('What it leaves uncovered')

const at = instantText
  .optional()
  .describe('Who is on duty at this instant (by default now); of the past as it was then')

/** Rosters: who of a team, of a unit or of the centre is on duty when. */
export function rosterRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'duty' | 'dutyChecks' | 'routing' | 'rosters' | 'clock' | 'zone' | 'log'>,
): void {
  const iso = isoTime(deps.zone)
  const viewAll = viewRosters(deps)
  const viewOne = viewRoster(deps)
  const save = saveRoster(deps)
  const remove = deleteRoster(deps)
  const presenting = (request: FastifyRequest) => ({ ...deps, iso, language: languageOf(request) })
  async function present(view: RosterView, request: FastifyRequest) {
    const table = (await deps.routing.current())?.table ?? { languages: [] }
    return presentRosterView(view, table, iso, languageOf(request))
  }
  const refused = (reply: FastifyReply, [code, about]: ReturnType<typeof aboutRosterRefusal>) =>
    refuse(reply, code, about)

  http.get(
    '/api/v1/rosters',
    {
      schema: {
        operationId: 'listRosters',
        tags: ['duty'],
        summary: 'All rosters, and who is on duty by each',
        querystring: z.strictObject({ at }),
        response: { 200: pageOf(rosterViewSchema), ...refusals },
      },
    },
    async (request) => {
      const views = await viewAll(request.query.at ?? null)
      return { items: await Promise.all(views.map((view) => present(view, request))), nextCursor: null }
    },
  )

  http.get(
    '/api/v1/rosters/:id',
    {
      schema: {
        operationId: 'getRoster',
        tags: ['duty'],
        summary: 'A roster, and who is on duty by it; as YAML where `Accept` asks for it',
        description: 'Its revision is in the header ETag: a change of it is made from that.',
        params: z.object({ id: z.string() }),
        querystring: z.strictObject({
          at,
          revision: z.coerce
            .number()
            .int()
            .nonnegative()
            .optional()
            .describe('As it stood at this revision of the duty, which the record of a call names'),
        }),
        response: {
          200: {
            description: 'The roster, or its text alone as YAML',
            content: {
              'application/json': { schema: rosterViewSchema },
              'application/yaml': { schema: z.string() },
            },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { at = null, revision = null } = request.query
      const view = await viewOne(request.params.id, { at, revision })
      if (view === null) return refuse(reply, 'noRoster')
      reply.header('etag', etagOf(view.revision))
      if (/\byaml\b/.test(request.headers.accept ?? '')) {
        return reply.type('application/yaml; charset=utf-8').send(deps.rosters.write(view.roster, deps.zone))
      }
      return reply.type('application/json').send(await present(view, request))
    },
  )

  http.put(
    '/api/v1/rosters/:id',
    {
      bodyLimit: rosterBytes,
      config: { access: 'administrator' },
      schema: {
        operationId: 'saveRoster',
        tags: ['duty'],
        summary: 'Save a roster, new or in place of the one there; the next call uses it',
        description:
          '`If-Match` says which revision it was made from (`revision` beside the roster does, too); 0: there is none yet. Where somebody else has changed it since, nothing is changed: 409 shows both changes, and a roster with both in it.',
        consumes: tableTypes,
        params: z.object({ id: z.string() }),
        querystring: z.strictObject(rosterQuery),
        body: rosterBody,
        response: { 200: rosterViewSchema.extend({ findings: findingsSchema }), ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const language = languageOf(request)
      const given = rosterOfBody(request, id, deps.rosters, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      const { roster, beside, placeOf } = given
      const revision = madeFrom(request, beside)
      if (revision === null) return refuse(reply, 'rosterRevisionNeeded')
      const { acknowledge: acknowledged, reason } = beside
      const saved = await save(roster, { madeFrom: revision, by: actorOf(request), why: reason || null, acknowledged })
      if (!saved.ok) return refused(reply, aboutRosterRefusal(saved, presenting(request), placeOf))
      const view = await viewOne(id, { at: null, revision: saved.revision })
      if (view === null) throw new Error(`the roster ${id} is gone as soon as it was saved`)
      reply.header('etag', etagOf(view.revision))
      const findings = saved.findings.map((finding) => saidFinding(finding, language, iso))
      return { ...(await present(view, request)), findings }
    },
  )

  http.delete(
    '/api/v1/rosters/:id',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'deleteRoster',
        tags: ['duty'],
        summary: 'Delete a roster, as it was seen (`If-Match`): those it covered are all on duty then',
        params: z.object({ id: z.string() }),
        querystring: z.strictObject(rosterQuery),
        response: { 204: z.null().describe('There is no roster of this id any more'), ...refusals },
      },
    },
    async (request, reply) => {
      const { reason = '', acknowledge } = request.query
      const revision = madeFrom(request, {})
      if (revision === null) return refuse(reply, 'rosterRevisionNeeded')
      const done = await remove(request.params.id, {
        madeFrom: revision,
        by: actorOf(request),
        why: reason || null,
        acknowledged: acknowledge?.split(',') ?? [],
      })
      return done.ok ? reply.code(204).send(null) : refused(reply, aboutRosterRefusal(done, presenting(request)))
    },
  )
}
