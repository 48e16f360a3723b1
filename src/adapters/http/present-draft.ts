import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { OpenDraft } from '../../application/ports/draft-store.ts'
import type { DraftRefusal } from '../../application/routing/save-draft.ts'
import { refuse } from './answer-error.ts'
import type { HttpDeps, TableFault } from './http-deps.ts'
import { isoTime } from './iso-time.ts'
import { languageOf } from './looker-of.ts'
import { presentConflict } from './present-conflict.ts'
import { time } from './schemas.ts'

const faultSchema = z.looseObject({ path: z.string(), message: z.string() })
export const savedSchema = z
  .object({
    revision: z.number().describe('Also in the header ETag'),
    base: z.number().describe('Published version that it was made from'),
    published: z.number().nullable().describe('Version that counts now: a higher one makes publishing a conflict'),
    changedAt: time,
    changedBy: z.string(),
    valid: z.boolean(),
    details: z.array(faultSchema).describe('Rules that it breaks: it may, but it can not be published then'),
  })
  .meta({ id: 'RoutingDraft' })

/** The draft as an answer tells it, and what a refusal to change it looks like. */
export function draftAnswers({ routing, zone }: Pick<HttpDeps, 'routing' | 'zone'>) {
  const iso = isoTime(zone)
  return {
    async present(draft: OpenDraft, faults: readonly TableFault[]) {
      return {
        revision: draft.revision,
        base: draft.base,
        published: (await routing.current())?.number ?? null,
        changedAt: iso(draft.changedAt),
        changedBy: draft.changedBy,
        valid: faults.length === 0,
        details: [...faults],
      }
    },
    refuse(refusal: DraftRefusal, request: FastifyRequest, reply: FastifyReply) {
      return refusal.reason === 'conflict'
        ? refuse(reply, 'tableConflict', presentConflict(refusal.conflict, iso, languageOf(request)))
        : refuse(reply, refusal.reason)
    },
  }
}
