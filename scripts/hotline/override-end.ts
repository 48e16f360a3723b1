import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldOverride, tellOverrides } from './tell-override.ts'

/** `npm run hotline -- override end <id>` */
export const overrideEndCommand: Command = {
  words: 'override end',
  args: '<id> [--reason why] [--json]',
  about: 'end a timed override before its time',
  async run(context) {
    const { say, complain } = context
    const read = readOptions(context, { reason: { type: 'string' }, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [id] = read.positionals
    if (id === undefined) {
      complain('Which override? override list tells them.')
      return 2
    }
    const { reason, json = false } = read.values
    const body = reason === undefined ? {} : { reason }
    const answer = await (await context.api()).request('POST', `/overrides/${encodeURIComponent(id)}/end`, {
      json: body,
    })
    if (json) say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context)
    if (!json) for (const line of tellOverrides([answer.body as ToldOverride])) say(line)
    return 0
  },
}
