import { z } from 'zod'
import { inLanguage } from '../../../application/case/names-of-tables.ts'
import { maySeePersonalData, type Role } from '../../../domain/access/role.ts'
import { maskNumber } from '../../../domain/numbers/mask-number.ts'
import type { Responder } from '../../../domain/routing/routing-table.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { lookerOf } from '../looker-of.ts'
import { pageOf, refusals } from '../schemas.ts'

const responderSchema = z.object({
  id: z.string(),
  name: z.string(),
  phones: z
    .array(z.object({ number: z.string(), voice: z.boolean(), sms: z.boolean(), testedOn: z.string().nullable() }))
    .describe('In order of preference'),
})

const unitSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    names: z.record(z.string(), z.string()),
    level: z.number(),
    promises: z.object({
      acceptMinutes: z.number(),
      arriveMinutes: z.number(),
      completeMinutes: z.number(),
      feedbackMinutes: z.number(),
    }),
    responders: z.array(responderSchema).describe('In ringing order'),
    head: responderSchema.nullable(),
  })
  .meta({ id: 'Unit' })

/** The units of the current table. */
export function unitRoutes(http: Http, { routing }: Pick<HttpDeps, 'routing'>): void {
  http.get(
    '/api/v1/units',
    {
      schema: {
        operationId: 'listUnits',
        tags: ['routing'],
        summary: 'Units of the published routing table',
        response: { 200: pageOf(unitSchema), ...refusals },
      },
    },
    async (request) => {
      const { role, language } = lookerOf(request)
      const table = (await routing.current())?.table
      const items = (table?.units ?? []).map((unit) => ({
        id: unit.id,
        name: inLanguage(unit.name, language, table!),
        names: { ...unit.name },
        level: unit.level,
        promises: unit.promises,
        responders: unit.responders.map((one) => shown(one, role, inLanguage(one.name, language, table!))),
        head: unit.head && shown(unit.head, role, inLanguage(unit.head.name, language, table!)),
      }))
      return { items, nextCursor: null }
    },
  )
}

const shown = ({ id, phones }: Responder, role: Role, name: string): z.infer<typeof responderSchema> => ({
  id,
  name,
  phones: phones.map((phone) => ({
    ...phone,
    number: maySeePersonalData(role) ? phone.number : maskNumber(phone.number),
  })),
})
