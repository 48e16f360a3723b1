import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Role } from '../../domain/access/role.ts'
import type { Account } from './http-deps.ts'

/** Who makes a request, and how they proved it. */
export type Principal = { readonly user: string; readonly role: Role; readonly via: 'session' | 'basic' | 'token' }

/** `stamp` goes into the session: it changes with the password, so that a new password ends old sessions. */
export type SignedIn = { readonly user: string; readonly role: Role; readonly stamp: string }

export type Accounts = {
  /** Compares in constant time, and takes as long for a user who does not exist. */
  readonly signIn: (user: string, password: string) => Promise<SignedIn | null>
  /** Whom a session's stamp belongs to; null: the account or its password is no longer the same. */
  readonly bySession: (user: string, stamp: string) => Promise<SignedIn | null>
  readonly byToken: (token: string) => Principal | null
}

/** @param salt secret of this installation; the same at every start, or all sessions end. */
export function readAccounts(accounts: readonly Account[], apiToken: string | null, salt: Buffer): Accounts {
  const known = new Map(
    accounts.map(({ user, password, role }) => {
      const hash = hashOf(user, password, salt)
      // A failed hash must surface where it is awaited, not as an unhandled rejection at start.
      hash.catch(() => {})
      return [user, { user, role, hash }]
    }),
  )
  const nobody = { user: '', role: 'viewer' as const, hash: Promise.resolve(randomBytes(hashBytes)) }
  const signedIn = async ({ user, role, hash }: typeof nobody): Promise<SignedIn> => ({
    user,
    role,
    stamp: createHash('sha256')
      .update('session')
      .update(await hash)
      .digest('base64url')
      .slice(0, 22),
  })
  return {
    async signIn(user, password) {
      const account = known.get(user)
      const given = await hashOf(user, password, salt)
      const matches = timingSafeEqual(given, await (account ?? nobody).hash)
      return account && matches ? signedIn(account as typeof nobody) : null
    },
    async bySession(user, stamp) {
      const account = known.get(user)
      if (!account) return null
      const now = await signedIn(account as typeof nobody)
      return isSame(now.stamp, stamp) ? now : null
    },
    byToken: (token) =>
      apiToken !== null && isSame(apiToken, token) ? { user: 'token', role: 'administrator', via: 'token' } : null,
  }
}

const hashBytes = 32

const hashOf = (user: string, password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const own = createHash('sha256').update(salt).update(user).digest()
    scrypt(password, own, hashBytes, (error, hash) => (error ? reject(error) : resolve(hash)))
  })

/** Digests are compared, so that neither content nor length shows in the time it takes. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
