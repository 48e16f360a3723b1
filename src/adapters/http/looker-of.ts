import type { FastifyRequest } from 'fastify'
import type { Looker } from '../../application/case/case-view.ts'

/** Who looks, and in which language: English where the first language asked for is English, else Chinese. */
export const lookerOf = (request: FastifyRequest): Looker => ({
  role: request.principal?.role ?? 'viewer',
  language: /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN',
})

/** How the timeline names who did it by the API. */
export const actorOf = (request: FastifyRequest): string => `api:${request.principal?.user ?? 'nobody'}`
