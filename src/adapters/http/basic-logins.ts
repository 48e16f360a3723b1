import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Accounts, Principal } from './accounts.ts'
import type { LoginGuard } from './login-guard.ts'

/**
 * Who sends this `Authorization: Basic …` (RFC 7617, UTF-8). `mustWait`: too many wrong passwords came from the address;
 * null: it is another scheme, can't be read, or is wrong.
 */
export type BasicLogins = (
  authorization: string,
  request: Pick<FastifyRequest, 'ip' | 'log'>,
) => Promise<Principal | 'mustWait' | null>

/** Remembered at most; there are few accounts, so this is never reached by right passwords. */
const loginsKept = 100

/**
 * A browser sends the password with every request, and checking one costs tens of milliseconds of computing on purpose. So
 * what was right is remembered for the life of the process (accounts don't change meanwhile), under a keyed fingerprint.
 * Wrong ones are guarded like those of the login.
 */
export function basicLogins(accounts: Accounts, guard: LoginGuard): BasicLogins {
  const key = randomBytes(32)
  const known = new Map<string, Promise<Principal | 'mustWait' | null>>()

  async function check(user: string, password: string, { ip, log }: Pick<FastifyRequest, 'ip' | 'log'>) {
    const attempt = guard.reserve(ip)
    if (!attempt) return 'mustWait'
    const signedIn = await accounts.signIn(user, password)
    if (!signedIn) {
      log.warn({ address: ip }, 'a login failed')
      return null
    }
    attempt.wasRight()
    return { user: signedIn.user, role: signedIn.role, via: 'basic' } as const
  }

  return async (authorization, request) => {
    const [, user, password] = /^([^:]{1,100}):(.{1,1000})$/su.exec(decode(authorization)) ?? []
    if (user === undefined || password === undefined) return null
    // Asked even of what is remembered, or whoever guesses could go on until he hits it.
    if (guard.mustWait(request.ip)) return 'mustWait'
    const fingerprint = createHmac('sha256', key).update(`${user}:${password}`).digest('base64')
    const before = known.get(fingerprint)
    if (before) return before
    // Asked for while it is being checked, the same password counts once.
    const asked = check(user, password, request)
    if (known.size < loginsKept) known.set(fingerprint, asked)
    const forget = () => known.delete(fingerprint)
    asked.then((found) => (found === null || found === 'mustWait') && forget(), forget)
    return asked
  }
}

function decode(authorization: string): string {
  const [, encoded = ''] = /^Basic +([\w+/-]+={0,2})$/i.exec(authorization) ?? []
  return Buffer.from(encoded, 'base64').toString('utf8')
}
