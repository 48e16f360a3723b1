import { z } from 'zod'
import { normaliseNumber } from '../../domain/numbers/normalise-number.ts'

/** The answer of everything that is refused. */
export const errorSchema = z
  .object({
    code: z.string().describe('Stable word for the kind of refusal'),
    message: z.string().describe('For people; may change'),
    details: z.array(z.looseObject({ path: z.string(), message: z.string() })).describe('Every fault'),
    possible: z.array(z.string()).optional().describe('Steps that are possible instead'),
    conflict: z
      .looseObject({})
      .optional()
      .describe('Who changed the routing table or the roster, and a text with both changes in it'),
  })
  .meta({ id: 'Error' })

/** The refusals every route may answer with. */
export const refusals = { '4xx': errorSchema, '5xx': errorSchema }

/** ISO 8601 with the offset of the configured zone. */
export const time = z.string().meta({ format: 'date-time', example: '2026-03-02T14:05:00.000+08:00' })

/** `limit` and `cursor` of every list that can be long. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional().describe('`nextCursor` of the page before'),
}

/** A telephone number in any spelling, read as it is dialled from here. */
export const phoneText = z.string().transform((raw, context) => {
  const number = normaliseNumber(raw)
  if (number !== null) return number
  context.addIssue({ code: 'custom', message: 'must be a telephone number' })
  return z.NEVER
})

/** A list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
