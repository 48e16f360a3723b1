import { z } from 'zod'
import { roles } from '../../../domain/access/role.ts'
import type { Accounts } from '../accounts.ts'
import { refuse } from '../answer-error.ts'
import type { Http } from '../http-deps.ts'
import type { LoginGuard } from '../login-guard.ts'
import { refusals } from '../schemas.ts'

const whoSchema = z.object({ user: z.string(), role: z.enum(roles), via: z.enum(['session', 'basic', 'token']) })

/** Signing in and out, and who one is. */
export function sessionRoutes(http: Http, { accounts, guard }: { accounts: Accounts; guard: LoginGuard }): void {
  http.post(
    '/api/v1/session',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'signIn',
        tags: ['session'],
        summary: 'Sign in: sets the session cookie',
        security: [],
        body: z.strictObject({ user: z.string().min(1).max(100), password: z.string().min(1).max(1000) }),
        response: { 200: whoSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const attempt = guard.reserve(request.ip)
      if (!attempt) return refuse(reply.header('retry-after', '60'), 'tooManyLogins')
      const signedIn = await accounts.signIn(request.body.user, request.body.password)
      if (!signedIn) {
        request.log.warn({ address: request.ip }, 'a login failed')
        return refuse(reply, 'wrongLogin')
      }
      attempt.wasRight()
      request.session.set('user', signedIn.user)
      request.session.set('stamp', signedIn.stamp)
      return { user: signedIn.user, role: signedIn.role, via: 'session' as const }
    },
  )
  http.delete(
    '/api/v1/session',
    {
      config: { access: 'viewer' },
      schema: {
        operationId: 'signOut',
        tags: ['session'],
        summary: 'Sign out: takes the session cookie away',
        response: { 204: z.null().describe('Signed out'), ...refusals },
      },
    },
    async (request, reply) => {
      request.session.delete()
      return reply.code(204).send(null)
    },
  )
  http.get(
    '/api/v1/session',
    {
      schema: {
        operationId: 'whoAmI',
        tags: ['session'],
        summary: 'Who is signed in',
        response: { 200: whoSchema, ...refusals },
      },
    },
    (request) => request.principal!,
  )
}
