import { z } from 'zod'
import { type DiffSide, diffRouting } from '../../../application/routing/diff-routing.ts'
import { mostDays, usualDays } from '../../../application/routing/prove-routing.ts'
import { differenceKinds, sayDifference } from '../../../domain/routing/diff/difference.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { refuse } from '../answer-error.ts'
import type { ErrorAbout } from '../error-table.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { refusals, time } from '../schemas.ts'
import { type TableGiven, tableBytes, tableOfBody } from '../table-body.ts'

const side = z
  .union([z.enum(['draft', 'published']), z.number().int().positive(), z.strictObject({ table: z.unknown() })])
  .describe('`draft`, `published`, the number of a version, or `{ table }` as JSON or as YAML text')
type Side = z.infer<typeof side>
const revision = z.number().int().min(0).optional().describe('Revision of the rosters and overrides; left out: now')

const differenceSchema = z
  .object({
    kind: z.enum(differenceKinds),
    weakens: z.boolean().describe('Somebody is worse off: it is told first'),
    message: z.string(),
    about: z.looseObject({}).describe('What it is about, by the ids of the tables'),
    times: z.number().describe('How many spans of time it is noticed in; 0: at no particular time'),
    spans: z.array(z.object({ from: time, until: time })).describe('The first of them'),
  })
  .meta({ id: 'RoutingDifference' })

/** What callers, responders and the centre will notice of another table. */
export function routingDiffRoute(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'duty' | 'prover' | 'clock' | 'zone'>,
): void {
  const iso = isoTime(deps.zone)

  http.post(
    '/api/v1/routing/diff',
    {
      // Two tables.
      bodyLimit: 2 * tableBytes,
      config: { access: 'officer' },
      schema: {
        operationId: 'diffRoutingTables',
        tags: ['routing'],
        summary: 'What callers, responders and the centre notice where one table takes the place of another',
        description:
          'With the rosters and timed overrides of now, or of any revision. What has one cause and one effect is one sentence, in the language of `Accept-Language`.',
        body: z.strictObject({
          from: side.default('published'),
          to: side.default('draft'),
          fromDuty: revision,
          toDuty: revision,
          start: instantText.optional().describe('From when on; left out: now'),
          days: z.number().int().min(1).max(mostDays).default(usualDays).describe('How far is looked ahead'),
        }),
        response: {
          200: z.object({ from: time, until: time, items: z.array(differenceSchema) }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { from, to, fromDuty, toDuty, start, days } = request.body
      const [before, after] = [await given(from, language), await given(to, language)]
      if (!before.ok) return refuse(reply, before.code, placed(before.about, 'from'))
      if (!after.ok) return refuse(reply, after.code, placed(after.about, 'to'))
      const faults = [...at('from', before.faults), ...at('to', after.faults)]
      if (faults.length > 0) return refuse(reply, 'faultyTable', { details: faults })
      const range = { days, ...(start === undefined ? {} : { from: start }) }
      const sides = { before: sideOf(before.table, fromDuty), after: sideOf(after.table, toDuty) }
      const diffed = await diffRouting(deps, sides, range)
      if (!diffed.ok) return refuse(reply, diffed.reason)
      const { horizon, differences } = diffed
      return {
        from: iso(horizon.from),
        until: iso(horizon.until),
        items: differences.map(({ says: _says, spans, about, ...difference }) => ({
          ...difference,
          about: { ...about },
          message: sayDifference({ says: _says }, language),
          spans: spans.map((span) => ({ from: iso(span.from), until: iso(span.until) })),
        })),
      }
    },
  )

  const given = (of: Side, language: TextLanguage): Promise<TableGiven> =>
    tableOfBody(typeof of === 'object' ? { table: of.table } : { of }, deps, language)
}

const sideOf = (table: RoutingTable, dutyRevision: number | undefined): DiffSide => ({
  table,
  ...(dutyRevision === undefined ? {} : { dutyRevision }),
})

/** Faults of a table, told by which of the two it is. */
const at = <Fault extends { readonly path: string }>(side: 'from' | 'to', faults: readonly Fault[]) =>
  faults.map((fault) => ({ ...fault, side }))

const placed = ({ details, ...about }: ErrorAbout, side: 'from' | 'to'): ErrorAbout =>
  details === undefined ? about : { ...about, details: at(side, details) }
