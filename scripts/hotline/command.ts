import type { Config } from '../../src/config.ts'
import type { ServerApi } from './server-api.ts'

/** What a command is given. */
export type CommandContext = {
  /** What follows the command's own words, options included. */
  readonly args: readonly string[]
  readonly config: Config
  /** The running server's API, asked for only by commands that need it. */
  readonly api: () => Promise<ServerApi>
  readonly say: (line: string) => void
  /** For what went wrong. */
  readonly complain: (line: string) => void
}

/**
 * A command of `npm run hotline`. It resolves with its exit code: 0 all is well, 1 what it asks is answered with no (a hole, a
 * fault, nothing found), 2 it was called wrongly.
 */
export type Command = {
  /** Words that call it: `routing validate`. */
  readonly words: string
  /** What follows them, and what it does, for the list of commands. */
  readonly args: string
  readonly about: string
  readonly run: (context: CommandContext) => Promise<number>
}
