import { readFileSync } from 'node:fs'
import type { CommandContext } from './command.ts'

/** The text of a file; null: it can't be read, which was complained of. */
export function readTableFile(file: string, { complain }: Pick<CommandContext, 'complain'>): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    complain(`${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? error}`)
    return null
  }
}
