import type { Command } from './command.ts'
import { inLanguage } from './dry-run-options.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'

const text = { type: 'string' } as const

/** `npm run hotline -- routing who --at 2026-10-01T02:10 --keys 3` */
export const routingWhoCommand: Command = {
  words: 'routing who',
  args: '[--at time] [--number n] [--keys k] [--area id] [--caller n] [--draft | --version n] [--language zh-CN|en] [--json]',
  about: 'who answers at an instant: the unit in charge, and whose telephones ring, stage by stage',
  async run(context) {
    const flag = { type: 'boolean' } as const
    const filters = { at: text, number: text, keys: text, area: text, caller: text }
    const read = readOptions(context, { ...filters, version: text, language: text, draft: flag, json: flag }, 0)
    if (read === null) return 2
    const { draft = false, version, language, json = false, ...asked } = read.values
    if (version !== undefined && (draft || wholeNumber(version) === null)) {
      context.complain('Give one of --draft, or --version with a number.')
      return 2
    }
    const of = version ?? (draft ? 'draft' : 'published')
    const given = Object.entries(asked).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    const query = new URLSearchParams([...given, ['of', of]])
    const path = `/routing/who-answers?${query}`
    const answer = await (await context.api()).request('GET', path, undefined, inLanguage(language))
    if (!answer.ok) {
      const code = refused(answer, context)
      return answer.status === 400 ? 2 : code
    }
    const { summary } = answer.body as { summary: readonly string[] }
    for (const line of json ? [JSON.stringify(answer.body)] : summary) context.say(line)
    return 0
  },
}
