import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { PinHasher } from '../../application/ports/pin-hasher.ts'

/** 32 MB and some 80 ms a PIN (OWASP's second choice): it stops nobody from trying 10,000 for ever, but from trying many at once. */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const
const bytes = 32

/** PINs by scrypt, off the event loop: `scrypt$N$r$p$salt$key`, so that old ones stay good when the cost is raised. */
export const scryptPins: PinHasher = {
  async hash(pin) {
    const salt = randomBytes(16)
    const key = await derive(pin, salt, cost)
    return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
  },
  async matches(pin, hash) {
    const [kind, N, r, p, salt = '', key = ''] = hash.split('$')
    if (kind !== 'scrypt') throw new Error('a PIN is kept in a way that is not known')
    const found = await derive(pin, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
    return timingSafeEqual(found, Buffer.from(key, 'base64url'))
  },
}

function derive(pin: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  // Node allows 32 MB unless it is told more; scrypt itself takes 128 * N * r and a little.
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
