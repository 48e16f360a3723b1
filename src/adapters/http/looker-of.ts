import type { FastifyRequest } from 'fastify'
import type { Looker } from '../../application/case/case-view.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'

/** Who looks, and in which language. */
export const lookerOf = (request: FastifyRequest): Looker => ({
  role: request.principal?.role ?? 'viewer',
  language: languageOf(request),
})

/** English where the first language asked for is English, else Chinese. */
export const languageOf = ({ headers }: Pick<FastifyRequest, 'headers'>): TextLanguage =>
  /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN'

/** How the timeline names who did it by the API. */
export const actorOf = (request: FastifyRequest): string => `api:${request.principal?.user ?? 'nobody'}`
