import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The secrets can't be read or written; the message names the file and what to do. */
export class SecretsRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SecretsRefused'
  }
}

/** Passwords and keys that this installation made up for itself. */
export type Secrets = {
  readonly ariPassword: string
  readonly adminPassword: string
  /** 32 bytes, hexadecimal: signs and seals the sessions of the web pages. */
  readonly sessionKey: string
  /** Behind the demonstration phones' passwords, by extension. */
  readonly phones: Readonly<Record<string, string>>
  /** The file did not exist: they were made just now. */
  readonly isNew: boolean
}

/**
 * Reads the secrets from a file (mode 0600), making what is missing. What is there never changes, so that running phones
 * and a running Asterisk keep working.
 * @throws {SecretsRefused} when the file is there and can't be understood: overwriting it would lock out what uses it.
 */
export function keepSecrets(file: string, randomSecret: () => string): Secrets {
  const isNew = !existsSync(file)
  const kept = isNew ? {} : read(file)
  const secrets = {
    ...kept,
    ariPassword: kept.ariPassword ?? randomSecret(),
    adminPassword: kept.adminPassword ?? randomSecret().slice(0, 12),
    sessionKey:
      kept.sessionKey ?? Buffer.from((randomSecret() + randomSecret()).slice(0, 32).padEnd(32, '0')).toString('hex'),
    phones: { ...Object.fromEntries(phoneExtensions.map((extension) => [extension, randomSecret()])), ...kept.phones },
  }
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  if (isNew || text !== readFileSync(file, 'utf8')) writeWhole(file, text)
  else chmodSync(file, 0o600)
  return { ...secrets, isNew }
}

/** Extensions of the demonstration phones. */
export const phoneExtensions: readonly string[] = Array.from({ length: 8 }, (_, index) => String(1001 + index))

function read(file: string): Partial<Omit<Secrets, 'isNew'>> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new SecretsRefused(`${file} can't be read: ${(error as Error).message}`, { cause: error })
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) throw new Error('no object')
    return value
  } catch {
    throw new SecretsRefused(
      `${file} is damaged. Remove it to have new passwords made; phones must then be given the new ones.`,
    )
  }
}

/** All or nothing: a crash in between must not leave half a file. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}
