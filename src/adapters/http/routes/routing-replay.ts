import { z } from 'zod'
import { type ReplayGroup, replayCalls, type Went } from '../../../application/routing/dry-run/replay-calls.ts'
import type { Saying } from '../../../application/routing/dry-run/say-line.ts'
import { sayDestination } from '../../../application/routing/dry-run/say-outcome.ts'
import { sayGroup, sayReplay } from '../../../application/routing/dry-run/say-replay.ts'
import { refuse } from '../answer-error.ts'
import { instantAt, noTime } from '../dry-run-body.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { refusals, time } from '../schemas.ts'
import { tableBytes } from '../table-body.ts'
import { type TrialDeps, tableNamed, trialOfTable } from '../trial-of-table.ts'

/** Calls listed of one group; all are counted. */
const mostListed = 200

const groupSchema = z.looseObject({
  change: z
    .enum(['elsewhere', 'otherPhones'])
    .describe('Somebody else is in charge; or the same, but other telephones ring'),
  text: z.string(),
  count: z.number(),
  calls: z
    .array(z.object({ id: z.string(), caseNumber: z.string().nullable(), at: time }))
    .describe('The newest, 200 at the most'),
})

/** Which calls of the past would go elsewhere by another table. */
export function routingReplayRoute(http: Http, deps: TrialDeps & Pick<HttpDeps, 'calls' | 'cases'>): void {
  const iso = isoTime(deps.zone)

  http.post(
    '/api/v1/routing/replay',
    {
      bodyLimit: tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'replayCalls',
        tags: ['routing'],
        summary: 'Which calls of the past would go elsewhere by the draft, or another table',
        description:
          'Each call is tried again by the version it had and by this table: who called when, what was dialled, what the caller wanted (whatever key it has), and which telephones took it stay the same. Numbers of callers are not told.',
        body: z.looseObject({
          of: z
            .unknown()
            .optional()
            .describe('`draft` (where left out), `published`, or the number of a published version'),
          table: z.unknown().optional().describe('Instead: a table, as JSON or as YAML text'),
          from: z.string().max(40).describe('Local time `2026-11-16T00:00`, or ISO 8601 with an offset'),
          until: z.string().max(40).optional().describe('Not included; now where left out'),
        }),
        response: {
          200: z.object({
            version: z.number().nullable(),
            revision: z.number().nullable(),
            from: time,
            until: time,
            summary: z.array(z.string()),
            looked: z.number(),
            skipped: z.number().describe('Calls that can not be tried again'),
            complete: z.boolean().describe('false: only the newest calls were looked at'),
            groups: z.array(groupSchema),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { body } = request
      const from = instantAt(body.from, deps.zone)
      const until = body.until === undefined ? deps.clock.now() : instantAt(body.until, deps.zone)
      if (from === null || until === null) {
        const wrong = [...(from === null ? ['from'] : []), ...(until === null ? ['until'] : [])]
        return refuse(reply, 'invalid', {
          details: wrong.map((path) => ({ in: 'body', path, message: noTime[language] })),
        })
      }
      const given = await trialOfTable(tableNamed(body, 'draft'), deps, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      const { table, version, revision, trial } = given
      const replay = await replayCalls(
        {
          ...deps,
          dutyAt: async (number) => (await deps.duty.atRevision(number)) ?? deps.duty.current(),
          breathe: () => new Promise((resolve) => void setImmediate(resolve)),
        },
        { table, version: version ?? 0 },
        { from, until },
      )
      const saying = trial.saying(language)
      return {
        version,
        revision,
        from: iso(from),
        until: iso(until),
        summary: [...sayReplay(replay, saying)],
        looked: replay.looked,
        skipped: replay.skipped,
        complete: replay.isComplete,
        groups: replay.groups.map((group) => ({
          change: group.change,
          text: sayGroup(group, saying),
          count: group.calls.length,
          from: presentWent(group.from, group, saying),
          to: presentWent(group.to, group, saying),
          calls: group.calls.slice(0, mostListed).map((call) => ({ ...call, at: iso(call.at) })),
        })),
      }
    },
  )
}

/** Telephones are told where they are the same for the whole group. */
const presentWent = ({ destination, rings }: Went, { change }: ReplayGroup, saying: Saying) => ({
  ...destination,
  name: destination.id === null ? null : sayDestination(destination, saying),
  ...(change === 'otherPhones' ? { rings: [...rings] } : {}),
})
