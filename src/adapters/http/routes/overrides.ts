import { z } from 'zod'
import { type Instant, minutes as minutesOf } from '../../../domain/instant.ts'
import { isInForce, overAt, overrideKinds, type TimedOverride } from '../../../domain/routing/duty.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantField, isoTime } from '../iso-time.ts'
import { actorOf, languageOf } from '../looker-of.ts'
import { reasonText } from '../roster-body.ts'
import { saidFinding } from '../said-finding.ts'
import { pageOf, pageQuery, refusals, time } from '../schemas.ts'
import { saidFault } from '../table-body.ts'
import { findingsSchema } from './rosters.ts'

const overrideSchema = z
  .object({
    id: z.string(),
    kind: z.enum(overrideKinds),
    line: z.string().nullable().describe('Service line; null: all'),
    to: z.string().nullable(),
    from: time,
    until: time,
    by: z.string(),
    at: time,
    reason: z.string(),
    ended: z.object({ at: time, by: z.string() }).nullable().describe('Ended before its time; null: it was not'),
    state: z.enum(['coming', 'inForce', 'over']),
  })
  .meta({ id: 'TimedOverride' })

/** A year. */
const mostMinutes = 366 * 24 * 60

/** What counts before the routing table for a while, by the console or by telephone. */
export function overrideRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'duty' | 'overrides' | 'clock' | 'ids' | 'zone'>,
): void {
  const iso = isoTime(deps.zone)
  const present = (override: TimedOverride): z.infer<typeof overrideSchema> => ({
    ...override,
    from: iso(override.from),
    until: iso(override.until),
    at: iso(override.at),
    ended: override.ended && { ...override.ended, at: iso(override.ended.at) },
    state: stateOf(override, deps.clock.now()),
  })

  http.get(
    '/api/v1/overrides',
    {
      schema: {
        operationId: 'listOverrides',
        tags: ['duty'],
        summary: 'Timed overrides that count now or will; all that ever were, the newest first, with `all`',
        querystring: z.strictObject({ ...pageQuery, all: z.enum(['true', 'false']).default('false') }),
        response: { 200: pageOf(overrideSchema), ...refusals },
      },
    },
    async ({ query: { all, limit, cursor = null } }) => {
      if (all === 'true') {
        const page = await deps.duty.overrides({ cursor, limit })
        return { items: page.items.map(present), nextCursor: page.nextCursor }
      }
      const now = deps.clock.now()
      const { overrides } = await deps.duty.current()
      return { items: overrides.filter((one) => overAt(one) > now).map(present), nextCursor: null }
    },
  )

  http.get(
    '/api/v1/overrides/:id',
    {
      schema: {
        operationId: 'getOverride',
        tags: ['duty'],
        summary: 'A timed override',
        params: z.object({ id: z.string() }),
        response: { 200: overrideSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const override = await deps.duty.override(request.params.id)
      return override === null ? refuse(reply, 'noOverride') : present(override)
    },
  )

  http.post(
    '/api/v1/overrides',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'setOverride',
        tags: ['duty'],
        summary: 'Set a timed override; it counts for the next call, and ends by itself',
        description:
          '`close`: calls go to the emergency `to` as if it were closed; `open`: as if it were open; `notice`: the words of the notice `to` follow the greeting; `sendAll`: every case goes to the unit `to` first, or (null) to the duty officer. Of two of a kind the one made last counts.',
        body: z
          .strictObject({
            id: z
              .string()
              .max(40)
              .optional()
              .describe('Chosen by who asks: asked for again under the same id it is set once'),
            kind: z.enum(overrideKinds),
            line: z.string().max(40).nullable().default(null),
            to: z.string().max(40).nullable().default(null),
            from: instantField.optional().describe('By default now'),
            until: instantField.optional(),
            minutes: z
              .number()
              .int()
              .positive()
              .max(mostMinutes)
              .optional()
              .describe('How long it counts, instead of `until`'),
            reason: reasonText,
          })
          .refine(({ until, minutes }) => (until === undefined) !== (minutes === undefined), { path: ['until'] }),
        response: { 201: overrideSchema.extend({ findings: findingsSchema }), ...refusals },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const now = deps.clock.now()
      const { id = deps.ids.next(), from = now, minutes = 0, until = from + minutesOf(minutes), ...rest } = request.body
      const override: TimedOverride = { ...rest, id, from, until, by: actorOf(request), at: now, ended: null }
      const done = await deps.overrides.set(override)
      if (done.ok) {
        const findings = done.findings.map((finding) => saidFinding(finding, language, iso))
        // Where it was set before, that one counts.
        const standing = (await deps.duty.override(id)) ?? override
        return reply.code(201).send({ ...present(standing), findings })
      }
      if (done.reason !== 'invalid') return refuse(reply, done.reason)
      return refuse(reply, 'faultyOverride', { details: done.faults.map((fault) => saidFault(fault, language)) })
    },
  )

  http.post(
    '/api/v1/overrides/:id/end',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'endOverride',
        tags: ['duty'],
        summary: 'End a timed override before its time; one that is over already stays as it is',
        params: z.object({ id: z.string() }),
        body: z.strictObject({ reason: reasonText.optional() }).nullish(),
        response: { 200: overrideSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const done = await deps.overrides.end(id, actorOf(request), request.body?.reason || undefined)
      const override = await deps.duty.override(id)
      return done.ok && override !== null ? present(override) : refuse(reply, 'noOverride')
    },
  )
}

const stateOf = (override: TimedOverride, now: Instant) =>
  isInForce(override, now) ? 'inForce' : overAt(override) > now ? 'coming' : 'over'
