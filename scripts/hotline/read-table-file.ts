import { readFileSync } from 'node:fs'
import type { CommandContext } from './command.ts'

/** The text of a file; null: none was named, or it can't be read, which was complained of. */
export function readTableFile(file: string | undefined, { complain }: Pick<CommandContext, 'complain'>): string | null {
  if (file === undefined) {
    complain('Which file?')
    return null
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    complain(`${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? error}`)
    return null
  }
}
