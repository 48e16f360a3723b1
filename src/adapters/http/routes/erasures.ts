import { z } from 'zod'
import { eraseCase, personalLeft } from '../../../application/record/erase-case.ts'
import { eraseMany } from '../../../application/record/erase-many.ts'
import { erasableKinds } from '../../../domain/record/erasure.ts'
import { refuse } from '../answer-error.ts'
import type { Http, HttpDeps } from '../http-deps.ts'
import { actorOf } from '../looker-of.ts'
import { pageOf, phoneText, refusals } from '../schemas.ts'

const counts = z.partialRecord(z.enum(erasableKinds), z.number())
const itemSchema = z
  .object({
    case: z.string(),
    erased: counts.describe('How much of each kind'),
    left: counts.describe('What is there still, as the database says afterwards'),
    refused: z.string().nullable().describe('Why nothing was erased: `caseStillOpen`, `conflict`'),
  })
  .meta({ id: 'Erasure' })

/** Erasing what is personal: in a case, in all cases of a number, in all that were closed longer ago. */
export function erasureRoutes(
  http: Http,
  deps: Pick<HttpDeps, 'ledger' | 'cases' | 'inbound' | 'record' | 'clock' | 'ids' | 'deleteRecording'>,
): void {
  http.post(
    '/api/v1/erasures',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'erasePersonalData',
        tags: ['cases'],
        summary: 'Erase what is personal in cases that are over',
        description:
          'Telephone numbers, statements, results, messages and recordings (files included). The timeline gets a line that says what, why and by whom; everything else of the record stays. `check`: nothing is erased, the answer says what is left. Large numbers of cases go part by part: send the same again with `cursor`.',
        body: z.strictObject({
          of: z.union([
            z.strictObject({ case: z.string().min(1).max(20) }),
            z.strictObject({ caller: phoneText }),
            z.strictObject({ closedDaysAgo: z.number().int().min(1).max(36_500) }),
          ]),
          kinds: z.array(z.enum(erasableKinds)).min(1).optional().describe('Default: all'),
          reason: z.string().trim().min(1).max(1000).describe('Stands in the timeline; no names, no numbers'),
          check: z.boolean().default(false),
          cursor: z.string().min(1).max(500).optional(),
        }),
        response: { 200: pageOf(itemSchema), ...refusals },
      },
    },
    async (request, reply) => {
      const { of, kinds = erasableKinds, reason, check, cursor = null } = request.body
      const by = actorOf(request)
      if (!('case' in of)) {
        const part = await eraseMany(deps)({ scope: of, kinds, reason, by, check, cursor })
        return {
          items: part.items.map(({ caseNumber, ...item }) => ({ case: caseNumber, ...item })),
          nextCursor: part.nextCursor,
        }
      }
      if (check) {
        const left = await personalLeft(deps)({ caseNumber: of.case, kinds })
        if (left === null) return refuse(reply, 'noCase')
        return { items: [{ case: of.case, erased: {}, left, refused: null }], nextCursor: null }
      }
      const done = await eraseCase(deps)({ caseNumber: of.case, kinds, reason, by })
      if (!done.ok) return refuse(reply, done.reason)
      return { items: [{ case: of.case, erased: done.erased, left: done.left, refused: null }], nextCursor: null }
    },
  )
}
