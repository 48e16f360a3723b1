import { z } from 'zod'
import { destinations } from '../../../application/routing/dry-run/where-it-goes.ts'
import { textLanguages } from '../../../domain/text-catalogue.ts'
import { refuse } from '../answer-error.ts'
import { dryRunBody, dryRunCallOf, dryRunFields } from '../dry-run-body.ts'
import type { Http } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { presentDryRun } from '../present-dry-run.ts'
import { bodyDetails } from '../say-issue.ts'
import { refusals, time } from '../schemas.ts'
import { tableBytes } from '../table-body.ts'
import { type TrialDeps, tableNamed, trialOfTable } from '../trial-of-table.ts'

const lineSchema = z.looseObject({
  at: time,
  after: z.number().describe('Seconds since the call came in'),
  what: z.string(),
  text: z.string().describe('The same as a sentence'),
})

/** Trying a call before it counts. */
export function routingDryRunRoute(http: Http, deps: TrialDeps): void {
  const iso = isoTime(deps.zone)

  http.post(
    '/api/v1/routing/dry-run',
    {
      bodyLimit: tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'dryRunRoutingTable',
        tags: ['routing'],
        summary: 'Try a call: who would hear what, which telephones would ring, what would be owed and escalated',
        description:
          'By the rules that lead live calls, in a time of its own: nothing is rung, sent or saved. Whoever is not named as silent, busy, declining or keyless answers and takes it. Rosters and timed overrides are those of now.',
        body: z.looseObject({
          of: z
            .unknown()
            .optional()
            .describe('`draft`, `published` (where left out), or the number of a published version'),
          table: z.unknown().optional().describe('Instead: a table, as JSON or as YAML text'),
          ...dryRunFields,
        }),
        response: {
          200: z.looseObject({
            version: z
              .number()
              .nullable()
              .describe('Published version, or the one the draft was made from; null: a table of the body'),
            revision: z.number().nullable().describe('Of the draft; null: it is none'),
            dutyRevision: z.number(),
            language: z.enum(textLanguages).describe('Of the sentences'),
            summary: z.array(z.string()),
            where: z.looseObject({ to: z.enum(destinations), id: z.string().nullable() }),
            steps: z.array(lineSchema),
            ifNobodyReacts: z.array(lineSchema).describe('What the deadlines do as long as nobody does anything'),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { body } = request
      const asked = dryRunBody.safeParse(body)
      if (!asked.success) return refuse(reply, 'invalid', { details: bodyDetails(asked.error, language) })
      const given = await trialOfTable(tableNamed(body, 'published'), deps, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      const { table, version, revision, duty, trial } = given
      const known = { now: deps.clock.now(), zone: deps.zone, firstNumber: table.numbers[0]?.number ?? '' }
      const tried = dryRunCallOf(asked.data, known, language)
      if (!tried.ok) return refuse(reply, 'invalid', { details: tried.details })
      const run = trial.run(tried.call)
      return {
        version,
        revision,
        dutyRevision: duty.revision,
        language,
        ...presentDryRun(tried.call, run, trial.saying(language), iso),
      }
    },
  )
}
