import { randomBytes } from 'node:crypto'

/** A password nobody can guess: 24 random bytes in letters, digits, `-` and `_` (safe in every configuration file). */
export const randomSecret = (): string => randomBytes(24).toString('base64url')
