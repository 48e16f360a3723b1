import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { endRosterOverride, type RosterOverrideEnded } from '../../../application/duty/end-roster-override.ts'
import { overrideRoster, type RosterOverridden, swapPeople } from '../../../application/duty/override-roster.ts'
import { viewRoster } from '../../../application/duty/view-rosters.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantField, isoTime } from '../iso-time.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { etagOf, madeFrom } from '../made-from.ts'
import { aboutRosterRefusal, presentRoster, rosterSchema } from '../present-roster.ts'
import { codes, reasonText } from '../roster-body.ts'
import { saidFinding } from '../said-finding.ts'
import { refusals } from '../schemas.ts'
import { findingsSchema } from './rosters.ts'

const changedSchema = z.object({
  revision: z.number().describe('Of the duty by now'),
  isChanged: z.boolean().describe('false: it was so already'),
  override: z.string().describe('Id of the override, or of the swap'),
  roster: rosterSchema,
  findings: findingsSchema,
})
const given = {
  id: z.string().max(40).optional().describe('Chosen by who asks: asked for again under the same id it is done once'),
  reason: reasonText,
  acknowledge: codes.default([]).describe('Codes of findings that it is done in spite of'),
  revision: z.number().int().nonnegative().optional().describe('What was looked at; as `If-Match`; need not be said'),
}
const person = z.string().min(1).max(40)
const dutySchema = z.strictObject({ person, from: instantField, until: instantField })
const noChange = 'Only whoever says which revision he saw gets a conflict where somebody has changed the roster since.'

/** Who is on duty instead of whom, for a while. */
export function rosterOverrideRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'duty' | 'dutyChecks' | 'routing' | 'rosters' | 'clock' | 'ids' | 'zone' | 'log'>,
): void {
  const iso = isoTime(deps.zone)
  const override = overrideRoster(deps)
  const swap = swapPeople(deps)
  const end = endRosterOverride(deps)
  const view = viewRoster(deps)

  /** What came of a change of a roster: the roster as it stands by now, or why it was refused. */
  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    overrideId: string,
    done: RosterOverridden | RosterOverrideEnded,
  ) {
    const { id } = request.params as { id: string }
    const language = languageOf(request)
    if (!done.ok) return refuse(reply, ...aboutRosterRefusal(done, { ...deps, iso, language }))
    const { revision, isChanged, findings } = done
    const now = await view(id, { at: null, revision })
    if (now === null) throw new Error(`the roster ${id} is gone as soon as it was changed`)
    return reply.header('etag', etagOf(revision)).send({
      revision,
      isChanged,
      override: overrideId,
      roster: presentRoster(now.roster, iso),
      findings: findings.map((finding) => saidFinding(finding, language, iso)),
    })
  }

  http.post(
    '/api/v1/rosters/:id/overrides',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'overrideRoster',
        tags: ['duty'],
        summary: 'Put somebody on or off duty for a while (调班)',
        description: `\`off\` with \`on\`: one in place of the other; \`off\` alone: nobody in his place; \`on\` alone: in addition. ${noChange}`,
        params: z.object({ id: z.string() }),
        body: z.strictObject({
          ...given,
          from: instantField.optional().describe('By default now'),
          until: instantField,
          off: person.nullable().default(null),
          on: person.nullable().default(null),
        }),
        response: { 201: changedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id = deps.ids.next(), acknowledge, revision, from, ...rest } = request.body
      const done = await override(
        request.params.id,
        { ...rest, id, from: from ?? deps.clock.now() },
        { by: actorOf(request), madeFrom: madeFrom(request, { revision }), acknowledged: acknowledge },
      )
      return answer(request, reply.code(201), id, done)
    },
  )

  http.post(
    '/api/v1/rosters/:id/swaps',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'swapPeople',
        tags: ['duty'],
        summary: 'Swap two people (换班): each does the duty of the other in the time that is named with it',
        description: noChange,
        params: z.object({ id: z.string() }),
        body: z.strictObject({
          ...given,
          one: dutySchema.describe('A duty of the one, which the other takes over'),
          other: dutySchema.describe('A duty of the other, which the one takes over'),
        }),
        response: { 201: changedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id = deps.ids.next(), acknowledge, revision, ...rest } = request.body
      const done = await swap(
        request.params.id,
        { ...rest, id },
        { by: actorOf(request), madeFrom: madeFrom(request, { revision }), acknowledged: acknowledge },
      )
      return answer(request, reply.code(201), id, done)
    },
  )

  http.post(
    '/api/v1/rosters/:id/overrides/:override/end',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'endRosterOverride',
        tags: ['duty'],
        summary: 'End an override, or a whole swap, before its time; one that has not begun is taken out',
        params: z.object({ id: z.string(), override: z.string() }),
        body: z.strictObject({ reason: reasonText.optional(), acknowledge: codes.default([]) }).nullish(),
        response: { 200: changedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, override: overrideId } = request.params
      const { reason, acknowledge = [] } = request.body ?? {}
      const done = await end(id, overrideId, {
        by: actorOf(request),
        why: reason || null,
        acknowledged: acknowledge,
      })
      return answer(request, reply, overrideId, done)
    },
  )
}
