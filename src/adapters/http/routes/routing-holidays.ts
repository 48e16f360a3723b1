import { z } from 'zod'
import { showHolidays } from '../../../application/routing/show-holidays.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { refusals } from '../schemas.ts'

const kindSchema = z.enum(['holiday', 'workday'])
const calendarSchema = z.array(z.object({ date: z.string(), kind: kindSchema, name: z.record(z.string(), z.string()) }))

/** Announced holidays and moved working days beside the table's calendar: they count when somebody has approved them. */
export function routingHolidaysRoute(http: Http, deps: Pick<HttpDeps, 'routing' | 'drafts' | 'holidays'>): void {
  http.get(
    '/api/v1/routing/holidays',
    {
      schema: {
        operationId: 'listHolidays',
        tags: ['routing'],
        summary: "A year's holidays and moved working days, and what of them the table's calendar does not say",
        description:
          'Compared with the draft, or with the published table where there is no draft. To approve: save a draft whose calendar is `calendar`.',
        querystring: z.strictObject({ year: z.coerce.number().int().min(1990).max(2200) }),
        response: {
          200: z.object({
            year: z.number(),
            source: z.string(),
            version: z.number().describe('Published version that was compared with, or that the draft was made from'),
            revision: z.number().nullable().describe('Of the draft that was compared with; null: there is none'),
            differing: z.number(),
            items: z.array(
              z.object({
                date: z.string(),
                difference: z.enum(['none', 'missing', 'otherKind', 'own']),
                kind: kindSchema.nullable().describe('As it was announced; null: it was not'),
                inTable: kindSchema.nullable().describe('As the table says; null: it says nothing'),
                name: z.record(z.string(), z.string()),
              }),
            ),
            calendar: calendarSchema.describe('The whole calendar with the differing days as they were announced'),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { year } = request.query
      const shown = await showHolidays({ ...deps, store: deps.routing }, year)
      if (!shown.ok) return refuse(reply, shown.reason)
      const { source, version, revision, days, calendar } = shown
      return {
        year,
        source,
        version,
        revision,
        differing: days.filter(({ difference }) => difference === 'missing' || difference === 'otherKind').length,
        items: days.map(({ date, difference, announced, inTable }) => ({
          date,
          difference,
          kind: announced?.kind ?? null,
          inTable: inTable?.kind ?? null,
          name: { ...(inTable?.name ?? announced?.name) },
        })),
        calendar: calendar.map((day) => ({ ...day, name: { ...day.name } })),
      }
    },
  )
}
