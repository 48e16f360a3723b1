import { z } from 'zod'
import { sayLine } from '../../../application/routing/dry-run/say-line.ts'
import { sayOutcome } from '../../../application/routing/dry-run/say-outcome.ts'
import { destinations } from '../../../application/routing/dry-run/where-it-goes.ts'
import { whoAnswers } from '../../../application/routing/dry-run/who-answers.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { refuse } from '../answer-error.ts'
import { dryRunBody, dryRunCallOf, someCaller } from '../dry-run-body.ts'
import type { Http } from '../http-deps.ts'
import { isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { presentWhere } from '../present-dry-run.ts'
import { refusals, time } from '../schemas.ts'
import { type TrialDeps, trialOfTable } from '../trial-of-table.ts'
import { withoutUndefined } from '../without-undefined.ts'

/** Who answers at an instant, in short. */
export function routingWhoAnswersRoute(http: Http, deps: TrialDeps): void {
  const iso = isoTime(deps.zone)

  http.get(
    '/api/v1/routing/who-answers',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'whoAnswers',
        tags: ['routing'],
        summary: 'Who answers at an instant: who is in charge, and whose telephones ring, stage by stage',
        querystring: z.strictObject({
          at: z
            .string()
            .max(40)
            .optional()
            .describe('Local time `2026-10-01T02:10`, or ISO 8601 with an offset; now where left out'),
          number: z.string().max(40).optional().describe("What is dialled; the table's first number where left out"),
          caller: z.string().max(40).default(someCaller),
          keys: z.string().max(40).default('').describe('`1`, `61`; none: nobody presses a key'),
          key: z.string().max(1).optional().describe('The same for a single key'),
          area: z.string().max(40).optional().describe('Id of the area that the call comes from'),
          of: z.string().max(12).default('published').describe('`draft`, `published`, or the number of a version'),
        }),
        response: {
          200: z.object({
            at: time,
            dutyRevision: z.number(),
            summary: z.array(z.string()),
            where: z.looseObject({ to: z.enum(destinations), id: z.string().nullable() }),
            stages: z
              .array(
                z.looseObject({
                  unit: z.string().nullable().describe("null: the centre's duty officers"),
                  name: z.string().nullable(),
                  ringSeconds: z.number(),
                  phones: z.array(z.object({ person: z.string(), name: z.string(), number: z.string() })),
                }),
              )
              .describe('In turn, as long as nobody takes it'),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { at, number, caller, key, keys: several, area = null, of } = request.query
      const given = await trialOfTable({ of: /^\d+$/.test(of) ? Number(of) : of }, deps, language)
      if (!given.ok) return refuse(reply, given.code, given.about)
      const { table, duty, trial } = given
      const asked = dryRunBody.parse(withoutUndefined({ at, dialled: number, caller, keys: key ?? several }))
      const known = { now: deps.clock.now(), zone: deps.zone, firstNumber: table.numbers[0]?.number ?? '' }
      const read = dryRunCallOf(asked, known, language)
      if (!read.ok) {
        const details = read.details.map(({ path, message }) => ({
          in: 'query',
          path: path.replace('dialled', 'number'),
          message,
        }))
        return refuse(reply, 'invalid', { details })
      }
      const question = { ...read.call, caller: read.call.caller ?? someCaller, area }
      const found = whoAnswers({ table }, trial, question)
      if (!found.ok) {
        const message = areaFaults[found.reason][language]
        return refuse(reply, 'invalid', { details: [{ in: 'query', path: 'area', message }] })
      }
      const { stages } = found
      const saying = trial.saying(language)
      const [goesTo = '', rings = ''] = sayOutcome(found.call, found.run, saying)
      return {
        at: iso(found.call.at),
        dutyRevision: duty.revision,
        summary: [goesTo, ...(stages.length === 0 ? [rings] : stages.map((stage) => sayLine(stage, saying)))],
        where: presentWhere(found.run, saying),
        stages: stages.map(({ stage: { unit, strategy, ringSeconds, responders } }) => ({
          unit,
          name: unit === null ? null : saying.names('unit', unit),
          strategy,
          ringSeconds,
          phones: responders.map(({ id, number: phone }) => ({
            person: id,
            name: saying.names('person', id),
            number: phone,
          })),
        })),
      }
    },
  )
}

const areaFaults: Readonly<Record<'unknownArea' | 'areaUntold', Readonly<Record<TextLanguage, string>>>> = {
  unknownArea: { 'zh-CN': '路由表中没有此编号的区域', en: 'is no area of the table' },
  areaUntold: {
    'zh-CN': '来电无法表明在此区域：它既没有按键，也没有号码前缀，只能由值班员指定',
    en: 'can not be told in a call: it has neither a key nor a prefix; an officer alone says it',
  },
}
