import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { demoExtensions } from './demo-phones.ts'

// loose: what others keep in the same file stays
const schema = z.looseObject({
  ariPassword: z.string().min(8),
  /** Extension to password. */
  phones: z.record(z.string(), z.string().min(8)),
})
export type Secrets = z.infer<typeof schema>
const keptSchema = schema.partial()
type Kept = z.infer<typeof keptSchema>

/**
 * The passwords that this installation made up for itself, from `secrets.json` (mode 0600). What is missing in the file,
 * or the file itself, is made and written; what is there never changes, so that running phones and a running Asterisk keep working.
 * @throws {Error} when the file is there and can't be understood: overwriting it would lock out what uses it.
 */
export function loadSecrets(file: string, randomSecret: () => string): Secrets {
  const kept = readSecrets(file)
  const secrets: Secrets = {
    ...kept,
    ariPassword: kept?.ariPassword ?? randomSecret(),
    phones: Object.fromEntries(
      demoExtensions.map((extension) => [extension, kept?.phones?.[extension] ?? randomSecret()]),
    ),
  }
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  if (JSON.stringify(kept) === JSON.stringify(secrets)) chmodSync(file, 0o600)
  else writeWhole(file, text)
  return secrets
}

function readSecrets(file: string): Kept | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${file} can't be read: ${(error as Error).message}`, { cause: error })
  }
  try {
    return keptSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} is damaged. Remove it to have new passwords made; phones must then be given the new ones.`)
  }
}

/** All or nothing: a crash in between must not leave half a file. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
