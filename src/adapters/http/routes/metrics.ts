import { z } from 'zod'
import type { Http, HttpDeps } from '../http-deps.ts'
import { refusals } from '../schemas.ts'

/** What Prometheus scrapes; it sends the API token. */
export function metricsRoute(http: Http, { metricsText }: Pick<HttpDeps, 'metricsText'>): void {
  http.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        tags: ['operation'],
        summary: 'Metrics in the Prometheus text format',
        response: {
          200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
          ...refusals,
        },
      },
    },
    async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metricsText()),
  )
}
