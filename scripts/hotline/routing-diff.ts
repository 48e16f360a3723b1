import type { Command, CommandContext } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'

type Diff = {
  readonly from: string
  readonly until: string
  readonly items: readonly { readonly weakens: boolean; readonly message: string }[]
}

/** `npm run hotline -- routing diff --from 3 --to draft` */
export const routingDiffCommand: Command = {
  words: 'routing diff',
  args: '[--from n|published|draft|file] [--to …] [--from-duty n] [--to-duty n] [--start t] [--days n] [--language en|zh-CN] [--json]',
  about: 'what callers, responders and the centre notice of another table; without options of the draft',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(
      context,
      {
        from: text,
        to: text,
        'from-duty': text,
        'to-duty': text,
        start: text,
        days: text,
        language: text,
        json: { type: 'boolean' },
      },
      0,
    )
    if (read === null) return 2
    const { 'from-duty': fromDuty, 'to-duty': toDuty, start, days, language, json = false } = read.values
    // Whoever asks about rosters means what counts, unless he says another table.
    const { from = 'published', to = fromDuty === undefined && toDuty === undefined ? 'draft' : 'published' } =
      read.values
    if (language !== undefined && language !== 'en' && language !== 'zh-CN') {
      context.complain('--language is en or zh-CN.')
      return 2
    }
    const [before, after] = [sideOf(from, context), sideOf(to, context)]
    if (before === null || after === null) return 2
    const range = {
      ...(start === undefined ? {} : { start }),
      ...(days === undefined ? {} : { days: wholeNumber(days) ?? days }),
      ...(fromDuty === undefined ? {} : { fromDuty: wholeNumber(fromDuty) ?? fromDuty }),
      ...(toDuty === undefined ? {} : { toDuty: wholeNumber(toDuty) ?? toDuty }),
    }
    const answer = await (await context.api()).request(
      'POST',
      '/routing/diff',
      { json: { from: before, to: after, ...range } },
      language === undefined ? {} : { 'accept-language': language },
    )
    if (!answer.ok) {
      refused(answer, context, `${from} -> ${to}`)
      return (answer.body as { code?: string }).code === 'invalid' ? 2 : 1
    }
    const { items, ...looked } = answer.body as Diff
    if (json) context.say(JSON.stringify(answer.body))
    else for (const line of tellDiff({ items, ...looked }, `${from} -> ${to}`)) context.say(line)
    return items.length === 0 ? 0 : 1
  },
}

/** What the API is told of a side: a name, a version's number, or the table in a file. */
function sideOf(written: string, context: Pick<CommandContext, 'complain'>): unknown {
  if (written === 'draft' || written === 'published') return written
  const version = wholeNumber(written)
  if (version !== null) return version
  const table = readTableFile(written, context)
  return table === null ? null : { table }
}

function tellDiff({ from, until, items }: Diff, sides: string): readonly string[] {
  const time = `from ${shortTime(from)} to ${shortTime(until)}`
  if (items.length === 0) return [`${sides}: nobody notices anything ${time}.`]
  const worse = items.filter(({ weakens }) => weakens).length
  return [
    ...items.map(({ weakens, message }) => `${weakens ? '!' : ' '} ${message}`),
    `${sides}: ${items.length} difference(s) ${time}${worse === 0 ? '.' : `, ${worse} for the worse (!).`}`,
  ]
}
