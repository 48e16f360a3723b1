import { z } from 'zod'
import { auditActs } from '../../../domain/routing/audit-entry.ts'
import { sayAct } from '../../../domain/routing/say-audit.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { instantText, isoTime } from '../iso-time.ts'
import { languageOf } from '../looker-of.ts'
import { pageOf, pageQuery, refusals, time } from '../schemas.ts'
import { withoutUndefined } from '../without-undefined.ts'

const lineSchema = z
  .object({
    sequence: z.number(),
    at: time,
    by: z.string(),
    what: z.enum(auditActs),
    text: z.string().describe('What was done, for people'),
    refs: z.record(z.string(), z.string()).describe('What it was done to: version, draft, roster, override, person'),
    changes: z.array(z.looseObject({ place: z.string(), before: z.unknown(), after: z.unknown() })),
    moreChanges: z.number().describe('Changed places that are not listed'),
    why: z.string().nullable(),
  })
  .meta({ id: 'AuditLine' })

/** Who did what to the routing table, to rosters, timed overrides and PINs. Telephone numbers may stand in the changes. */
export function routingAuditRoute(http: Http, { audit, zone }: Pick<HttpDeps, 'audit' | 'zone'>): void {
  const iso = isoTime(zone)
  http.get(
    '/api/v1/routing/audit',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'listRoutingAudit',
        tags: ['routing'],
        summary: 'Who changed what, when and why, newest first',
        querystring: z.strictObject({
          ...pageQuery,
          what: z.enum(auditActs).optional(),
          by: z.string().min(1).max(200).optional(),
          from: instantText.optional().describe('From this instant on'),
          until: instantText.optional().describe('Before this instant'),
          about: z
            .string()
            .regex(/^[a-zA-Z]{1,40}:.{1,100}$/)
            .optional()
            .describe('A reference: `version:4`, `roster:gas`, `person:duty-1`'),
        }),
        response: { 200: pageOf(lineSchema), ...refusals },
      },
    },
    async (request) => {
      const { limit, cursor = null, about, ...filter } = request.query
      const [kind, ...id] = about?.split(':') ?? []
      const asked = { ...filter, about: kind === undefined ? undefined : { kind, id: id.join(':') } }
      const { items, nextCursor } = await audit.list(withoutUndefined(asked), { cursor, limit })
      return {
        items: items.map((line) => ({
          ...line,
          at: iso(line.at),
          text: sayAct(line, languageOf(request)),
          refs: { ...line.refs },
          changes: [...line.changes],
        })),
        nextCursor,
      }
    },
  )
}
