import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { CommandContext } from './command.ts'

type Read<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>

/**
 * What follows a command's words, by the options it knows. Complains and gives null where an option is unknown, lacks its
 * value, or where there are more words than `positionals`.
 */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  { args, complain }: Pick<CommandContext, 'args' | 'complain'>,
  options: Options,
  positionals: number,
): Read<Options> | null {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: true })
    const more = read.positionals.slice(positionals)
    if (more.length === 0) return read as Read<Options>
    complain(`Too many words: ${more.join(' ')}`)
  } catch (error) {
    complain((error as Error).message)
  }
  return null
}

/** A number as it is counted: 1, 2, 3 …; null: it is none. */
export const wholeNumber = (written: string | undefined): number | null =>
  written !== undefined && /^\d{1,9}$/.test(written) ? Number(written) : null
