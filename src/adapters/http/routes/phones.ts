import { z } from 'zod'
import { listUntested } from '../../../application/phones/list-untested.ts'
import { maySeePersonalData, type Role } from '../../../domain/access/role.ts'
import { maskNumber } from '../../../domain/numbers/mask-number.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf, lookerOf } from '../looker-of.ts'
import { phoneText, refusals } from '../schemas.ts'

const phoneSchema = z.object({
  number: z.string(),
  person: z.string(),
  unit: z.string().nullable().describe('null: one of the centre'),
})
const untestedSchema = phoneSchema.extend({
  lastAnswered: z.string().nullable().describe('Local date on which somebody there last pressed a key; null: never'),
})

/** Telephones: which of them nobody has answered for long, and calls that find out. */
export function phoneRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'routing' | 'phones' | 'phoneTests' | 'clock' | 'zone'>,
): void {
  const list = listUntested(deps)

  http.get(
    '/api/v1/phones/untested',
    {
      schema: {
        operationId: 'listUntestedPhones',
        tags: ['phones'],
        summary: 'Telephones of the published table that nobody has answered for too long',
        querystring: z.strictObject({
          days: z.coerce.number().int().min(1).max(3650).optional().describe("Left out: the table's phoneTestDays"),
        }),
        response: {
          200: z.object({
            days: z.number().nullable().describe('null: only those that nobody has ever answered'),
            items: z.array(untestedSchema),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { role } = lookerOf(request)
      const found = await list(request.query.days ?? null)
      const items = (found?.items ?? []).map(({ path: _, ...phone }) => shown(phone, role))
      return { days: found?.days ?? null, items }
    },
  )

  http.post(
    '/api/v1/phones/tests',
    {
      config: { access: 'officer' },
      schema: {
        operationId: 'testPhones',
        tags: ['phones'],
        summary: 'Call telephones to find out whether they are answered',
        description:
          'Each is rung once, a few at a time. Whoever answers hears that it is a test and presses 1; only the key counts. Results are calls of the kind `test`.',
        body: z
          .strictObject({
            numbers: z.array(phoneText).min(1).max(500).optional().describe('Left out: all that are not tested'),
          })
          .nullish(),
        response: { 202: z.object({ items: z.array(phoneSchema).describe('Those that are rung') }), ...refusals },
      },
    },
    async (request, reply) => {
      const asked = await deps.phoneTests.ask({ numbers: request.body?.numbers ?? null, by: actorOf(request) })
      if (asked.ok)
        return reply.code(202).send({ items: asked.asked.map((phone) => shown(phone, lookerOf(request).role)) })
      const details = asked.numbers.map((number) => ({
        in: 'body',
        path: 'numbers',
        message: `no telephone ${number}`,
      }))
      return refuse(reply, asked.reason, { details })
    },
  )
}

const shown = <Phone extends { readonly number: string }>(phone: Phone, role: Role): Phone => ({
  ...phone,
  number: maySeePersonalData(role) ? phone.number : maskNumber(phone.number),
})
