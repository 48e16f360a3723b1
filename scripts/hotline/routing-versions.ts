import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

type Version = {
  readonly number: number
  readonly publishedAt: string
  readonly publishedBy: string
  readonly reason: string
  readonly digest: string
}

/** `npm run hotline -- routing versions` */
export const routingVersionsCommand: Command = {
  words: 'routing versions',
  args: '[--json]',
  about: 'published routing tables, newest first',
  async run(context) {
    const read = readOptions(context, { json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const answer = await (await context.api()).request('GET', '/routing/versions')
    if (!answer.ok) return refused(answer, context)
    if (read.values.json) context.say(JSON.stringify(answer.body))
    else {
      const rows = (answer.body as { items: readonly Version[] }).items.map((version) => [
        String(version.number),
        shortTime(version.publishedAt),
        version.publishedBy,
        version.digest.slice(0, 12),
        version.reason,
      ])
      for (const line of tellTable(['version', 'published', 'by', 'digest', 'reason'], rows)) context.say(line)
    }
    return 0
  },
}
