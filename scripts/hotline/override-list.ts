import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldOverride, tellOverrides } from './tell-override.ts'

/** `npm run hotline -- override list` */
export const overrideListCommand: Command = {
  words: 'override list',
  args: '[--all] [--limit n] [--cursor c] [--json]',
  about: 'timed overrides that count or will; --all: also those that are over, the newest first',
  async run(context) {
    const { say } = context
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const read = readOptions(context, { all: flag, limit: text, cursor: text, json: flag }, 0)
    if (read === null) return 2
    const { all = false, json = false, limit, cursor } = read.values
    const query = new URLSearchParams({
      all: String(all),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    })
    const answer = await (await context.api()).request('GET', `/overrides?${query}`)
    if (!answer.ok) {
      refused(answer, context)
      return answer.status === 400 ? 2 : 1
    }
    const { items, nextCursor } = answer.body as { items: readonly ToldOverride[]; nextCursor: string | null }
    if (json) say(JSON.stringify(answer.body))
    else if (items.length === 0) say(all ? 'None was ever set.' : 'None counts now, and none is to come.')
    else for (const line of tellOverrides(items)) say(line)
    if (!json && nextCursor !== null) say(`More: --cursor ${nextCursor}`)
    return 0
  },
}
