import type { Command } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'
import { type ToldOverride, tellOverrides } from './tell-override.ts'

/** `npm run hotline -- override set sendAll --to 05 --minutes 120 --reason flood` */
export const overrideSetCommand: Command = {
  words: 'override set',
  args: '<close|open|notice|sendAll> [--to id] [--line id] [--from t] (--until t | --minutes n) --reason why [--id name] [--json]',
  about: 'set a timed override: it counts for the next call, and ends by itself',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const options = { to: text, line: text, from: text, until: text, minutes: text, reason: text, id: text }
    const read = readOptions(context, { ...options, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [kind] = read.positionals
    const { to, line, reason = '', id, json = false } = read.values
    const from = readInstant(read.values.from, 'from', context)
    const until = readInstant(read.values.until, 'until', context)
    const minutes = wholeNumber(read.values.minutes)
    if (from === null || until === null) return 2
    if (kind === undefined || reason === '' || (until === undefined) === (minutes === null)) {
      complain('Say which kind, how long (--until or --minutes) and why (--reason).')
      return 2
    }
    const body = {
      kind,
      reason,
      ...(to === undefined ? {} : { to }),
      ...(line === undefined ? {} : { line }),
      ...(id === undefined ? {} : { id }),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? { minutes } : { until }),
    }
    const answer = await (await context.api()).request('POST', '/overrides', { json: body })
    if (json) say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context, '')
    if (json) return 0
    const { findings, ...set } = answer.body as ToldOverride & { readonly findings: readonly ToldFault[] }
    for (const line of [...tellOverrides([set]), ...tellFaults(findings, '')]) say(line)
    return 0
  },
}
