import { z } from 'zod'
import { errorBody } from '../error-texts.ts'
import type { Http, HttpDeps, ReadinessCheck } from '../http-deps.ts'
import { languageOf } from '../looker-of.ts'

/** Whether the process lives, and whether it can do its work. Open to anybody: a watchdog has no password. */
export function healthRoutes(http: Http, { readiness }: Pick<HttpDeps, 'readiness'>): void {
  http.get(
    '/healthz',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'getHealth',
        tags: ['operation'],
        summary: 'The process lives',
        security: [],
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    () => ({ status: 'ok' as const }),
  )
  http.get(
    '/readyz',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'getReadiness',
        tags: ['operation'],
        summary: 'Everything the server needs is there',
        description: 'Reasons in full are shown to those who have signed in.',
        security: [],
        response: {
          200: z.object({ status: z.literal('ready'), checks: z.array(checkSchema) }),
          503: z.looseObject({
            code: z.literal('notReady'),
            reasons: z.array(z.string()),
            checks: z.array(checkSchema),
          }),
        },
      },
    },
    async (request, reply) => {
      const full = request.principal !== null
      const checks = await Promise.all(readiness.map((check) => carryOut(check, full)))
      const failed = checks.filter((check, index) => !check.ok && (readiness[index]?.isRequired ?? true))
      if (failed.length === 0) return { status: 'ready' as const, checks }
      const body = errorBody('notReady', languageOf(request), {
        details: failed.map(({ name, reason }) => ({ path: name, message: reason ?? '' })),
      })
      const reasons = failed.map(({ name, reason }) => `${name}: ${reason}`)
      return reply.code(503).send({ ...body, code: 'notReady' as const, reasons, checks })
    },
  )
}

const checkSchema = z.object({ name: z.string(), ok: z.boolean(), reason: z.string().nullable() })

/** Longest that one check may take; a database that hangs is as bad as one that is gone. */
const checkMilliseconds = 2000

async function carryOut({ name, check }: ReadinessCheck, full: boolean): Promise<z.infer<typeof checkSchema>> {
  let alarm: NodeJS.Timeout | undefined
  const tooLate = new Promise<Awaited<ReturnType<typeof check>>>((resolve) => {
    alarm = setTimeout(() => resolve({ ok: false, reason: 'does not answer' }), checkMilliseconds)
  })
  try {
    const found = await Promise.race([check(), tooLate])
    if (found.ok) return { name, ok: true, reason: null }
    return { name, ok: false, reason: full && found.detail ? `${found.reason} (${found.detail})` : found.reason }
  } catch (error) {
    return { name, ok: false, reason: full ? `failed (${error})` : 'failed' }
  } finally {
    clearTimeout(alarm)
  }
}
