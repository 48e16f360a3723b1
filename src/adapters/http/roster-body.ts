import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RosterGiven } from '../../application/duty/roster-given.ts'
import type { TablePath } from '../../domain/routing/validate-routing-table.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { ErrorAbout, ErrorCode } from './error-table.ts'
import type { RosterDesk } from './http-deps.ts'
import { bodyDetails } from './say-issue.ts'

export const reasonText = z.string().trim().max(1000)
export const codes = z.array(z.string().min(1).max(100)).max(100)

/** What may stand in the address instead of beside the roster. */
export const rosterQuery = {
  reason: reasonText.optional().describe('Why, for the audit; needed where it leaves hours without anybody'),
  acknowledge: z
    .string()
    .max(1000)
    .optional()
    .describe('Codes of findings that it is done in spite of, commas between'),
}

/** A body that is a roster or holds one. */
export const rosterBody = z
  .union([z.string().min(1), z.looseObject({})])
  .describe(
    'The roster as YAML or JSON: `{ id, name, covers, rotations, shifts, overrides }`; or `{ roster, revision, reason, acknowledge }`. Without `overrides` those that are there stay.',
  )

const besideSchema = z.object({
  revision: z.number().int().nonnegative().optional(),
  reason: reasonText.optional(),
  acknowledge: codes.default([]),
})

export type RosterBody =
  | {
      readonly ok: true
      readonly roster: RosterGiven
      readonly placeOf: (path: TablePath) => object
      readonly beside: z.infer<typeof besideSchema>
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly about: ErrorAbout }

/** The roster that a body gives for an id, and what stands beside it or in the address. */
export function rosterOfBody(
  request: FastifyRequest,
  id: string,
  rosters: Pick<RosterDesk, 'read'>,
  language: TextLanguage,
): RosterBody {
  const body = request.body as z.infer<typeof rosterBody>
  const isWrapped = typeof body !== 'string' && Object.hasOwn(body, 'roster')
  const query = request.query as { readonly reason?: string; readonly acknowledge?: string }
  const beside = besideSchema.safeParse({
    ...(isWrapped ? body : {}),
    ...(query.reason === undefined ? {} : { reason: query.reason }),
    ...(query.acknowledge === undefined ? {} : { acknowledge: query.acknowledge.split(',') }),
  })
  if (!beside.success) return { ok: false, code: 'invalid', about: { details: bodyDetails(beside.error, language) } }
  const given = isWrapped ? body.roster : body
  const read = rosters.read(typeof given === 'string' ? given : JSON.stringify(given), language)
  if (!read.ok) return { ok: false, code: 'unreadableRoster', about: { details: read.faults } }
  if (read.roster.id !== id) {
    const details = [{ in: 'body', path: 'id', message: otherId[language] }]
    return { ok: false, code: 'invalid', about: { details } }
  }
  return { ...read, beside: beside.data }
}

const otherId: Readonly<Record<TextLanguage, string>> = {
  'zh-CN': '与地址中的编号不同',
  en: 'is not the id in the address',
}
