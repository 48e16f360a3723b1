import type { Command } from './command.ts'
import { inLanguage } from './dry-run-options.ts'
import { readInstant } from './read-instant.ts'
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
  args: '<key> [--from t] [--days n] [--area id] [--line id] [--language zh-CN|en] [--json]',
  about: 'when a key (3, 8-5) is next not covered: nobody on duty, or the duty officer alone',
  async run(context) {
    const text = { type: 'string' } as const
    const options = {
      from: text,
      days: text,
      area: text,
      line: text,
      language: text,
      json: { type: 'boolean' },
    } as const
    const read = readOptions(context, options, 1)
    if (read === null) return 2
    const [key] = read.positionals
    if (key === undefined) {
      context.complain('Which key? As callers press it: 3, or 8-5.')
      return 2
    }
    const { json = false, language, from: written, ...asked } = read.values
    const from = readInstant(written, 'from', context)
    if (from === null) return 2
    const query = new URLSearchParams({ key })
    for (const [name, value] of Object.entries({ ...asked, from }))
      if (typeof value === 'string') query.set(name, value)
    const answer = await (await context.api()).request(
      'GET',
      `/routing/uncovered?${query}`,
      undefined,
      inLanguage(language),
    )
    if (!answer.ok) {
      const code = refused(answer, context, key)
      return answer.status === 400 ? 2 : code
    }
    const { items, until } = answer.body as Uncovered
    if (json) context.say(JSON.stringify(answer.body))
    else if (items.length === 0) context.say(`Key ${key} is covered until ${shortTime(until)}.`)
    else for (const { message, fix } of items) for (const line of [message, `    -> ${fix}`]) context.say(line)
    return items.length === 0 ? 0 : 1
  },
}
