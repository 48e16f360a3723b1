import { readFileSync } from 'node:fs'
import type { CommandContext } from './command.ts'

/** The text of a file; null: none was named, or it can't be read, which was complained of. */
export const readTableFile = (file: string | undefined, context: Pick<CommandContext, 'complain'>): string | null =>
  readBytesFile(file, context)?.toString('utf8') ?? null

/** What is in a file; null: none was named, or it can't be read, which was complained of. */
export function readBytesFile(file: string | undefined, { complain }: Pick<CommandContext, 'complain'>): Buffer | null {
  if (file === undefined) {
    complain('Which file?')
    return null
  }
  try {
    return readFileSync(file)
  } catch (error) {
    complain(`${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? error}`)
    return null
  }
}
