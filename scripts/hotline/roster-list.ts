import type { Command } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldRoster, tellRosters } from './tell-roster.ts'

/** `npm run hotline -- roster list` */
export const rosterListCommand: Command = {
  words: 'roster list',
  args: '[--at t] [--json]',
  about: 'all rosters, and who is on duty by each; of the past as it was then',
  async run(context) {
    const { say } = context
    const read = readOptions(context, { at: { type: 'string' }, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const at = readInstant(read.values.at, 'at', context)
    if (at === null) return 2
    const query = at === undefined ? '' : `?${new URLSearchParams({ at })}`
    const answer = await (await context.api()).request('GET', `/rosters${query}`)
    if (!answer.ok) return refused(answer, context)
    if (read.values.json) {
      say(JSON.stringify(answer.body))
      return 0
    }
    const { items } = answer.body as { items: readonly ToldRoster[] }
    if (items.length === 0) say('There is no roster: whoever stands in the routing table is on duty.')
    for (const line of tellRosters(items)) say(line)
    return 0
  },
}
