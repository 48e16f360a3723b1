import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'

type Uncovered = {
  readonly until: string
  readonly items: readonly { readonly message: string; readonly fix: string | null }[]
}

/** `npm run hotline -- routing uncovered 3 --area zeguo` */
export const routingUncoveredCommand: Command = {
  words: 'routing uncovered',
  args: '<key> [--from t] [--days n] [--area id] [--line id] [--json]',
  about: 'when a key (3, 8-5) is next not covered: nobody on duty, or the duty officer alone',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(context, { from: text, days: text, area: text, line: text, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [key] = read.positionals
    if (key === undefined) {
      context.complain('Which key? As callers press it: 3, or 8-5.')
      return 2
    }
    const { json = false, ...asked } = read.values
    const query = new URLSearchParams({ key })
    for (const [name, value] of Object.entries(asked)) if (typeof value === 'string') query.set(name, value)
    const answer = await (await context.api()).request('GET', `/routing/uncovered?${query}`)
    if (!answer.ok) {
      const code = refused(answer, context)
      return answer.status === 400 ? 2 : code
    }
    const { items, until } = answer.body as Uncovered
    if (json) context.say(JSON.stringify(answer.body))
    else if (items.length === 0) context.say(`Key ${key} is covered until ${shortTime(until)}.`)
    else for (const { message, fix } of items) for (const line of [message, `    -> ${fix}`]) context.say(line)
    return items.length === 0 ? 0 : 1
  },
}
