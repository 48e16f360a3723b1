import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAtLeast, type Role } from '../../domain/access/role.ts'
import type { Accounts, Principal } from './accounts.ts'
import { refuse } from './answer-error.ts'
import type { BasicLogins } from './basic-logins.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null only where a route is open to anybody. */
    principal: Principal | null
  }
  interface FastifyContextConfig {
    /** Who may call the route; left out: any role may read, and only an administrator may change. */
    access?: Role | 'anybody'
  }
}
declare module '@fastify/secure-session' {
  interface SessionData {
    user: string
    stamp: string
  }
}

/** The hook before every route: finds out who asks, and refuses those who may not, before their body is read. */
export const authenticate =
  (accounts: Accounts, basicLogins: BasicLogins) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.is404) return undefined
    const known = await principalOf(request, accounts, basicLogins)
    request.principal = known === 'mustWait' ? null : known
    const access = request.routeOptions.config.access ?? (isReading(request) ? 'viewer' : 'administrator')
    if (access !== 'anybody') {
      if (known === 'mustWait') return refuse(reply.header('retry-after', '60'), 'tooManyLogins')
      if (!request.principal) return refuse(reply.header('www-authenticate', challengeFor(request)), 'notSignedIn')
      if (!isAtLeast(request.principal.role, access)) return refuse(reply, 'forbidden')
    }
    const byToken = request.principal?.via === 'token'
    if (!isReading(request) && !byToken && !isSameOrigin(request)) return refuse(reply, 'crossSite')
    return undefined
  }

/** A token or password that is wrong is not made up for by a cookie. */
async function principalOf(
  request: FastifyRequest,
  accounts: Accounts,
  basicLogins: BasicLogins,
): Promise<Principal | 'mustWait' | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    if (token !== undefined) return accounts.byToken(token)
    return basicLogins(authorization, request)
  }
  const user = request.session.get('user')
  const stamp = request.session.get('stamp')
  if (user === undefined || stamp === undefined) return null
  const signedIn = await accounts.bySession(user, stamp)
  return signedIn && { user: signedIn.user, role: signedIn.role, via: 'session' }
}

/** A browser that opens a page asks its user for name and password; programs, and scripts in a page, are not asked. */
const challengeFor = ({ headers: { accept } }: FastifyRequest): string =>
  /\btext\/html\b/i.test(accept ?? '') ? 'Basic realm="Yihaotong", charset="UTF-8"' : 'Bearer'

const isReading = (request: FastifyRequest): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(request.method)

/**
 * Whether a browser's request comes from a page of this server. Browsers send `Sec-Fetch-Site` on secure addresses and
 * `Origin` with every change everywhere; what sends neither is no browser, and has no cookie it did not put there itself.
 */
function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  // Both are read as URLs, so that a port which need not be written makes no difference.
  const { protocol, host: ofPage } = new URL(origin)
  const own = `${protocol}//${host}`
  return URL.canParse(own) && new URL(own).host === ofPage
}
