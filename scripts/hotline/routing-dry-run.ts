import type { Command } from './command.ts'
import { inLanguage, listed, tableAsked, tableOptions } from './dry-run-options.ts'
import { goldenEntry } from './golden-entry.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldDryRun, tellDryRun } from './tell-dry-run.ts'

const text = { type: 'string' } as const
const habits = ['silent', 'busy', 'declines', 'keyless'] as const

/** `npm run hotline -- routing dry-run --at 2026-10-01T02:10 --number 12345 --keys 1` */
export const routingDryRunCommand: Command = {
  words: 'routing dry-run',
  args: '[--at time] [--number n] [--keys k] [--caller n|hidden] [--silent n,n] [--busy n,n] [--declines n,n] [--keyless n,n] [--speaks seconds] [--draft | --version n | --file f] [--keep id] [--language zh-CN|en] [--json]',
  about: 'try a call: every prompt, ring, message, deadline and escalation; nothing is rung or sent',
  async run(context) {
    const { say, complain } = context
    const read = readOptions(
      context,
      {
        ...tableOptions,
        at: text,
        number: text,
        keys: text,
        caller: text,
        speaks: text,
        keep: text,
        silent: text,
        busy: text,
        declines: text,
        keyless: text,
      },
      0,
    )
    if (read === null) return 2
    const { at, number, keys, caller, speaks, keep, json = false, language } = read.values
    const table = tableAsked(read.values, context)
    if (table === null) return 2
    if (speaks !== undefined && !/^\d{1,3}$/.test(speaks)) {
      complain('--speaks is how many seconds the caller speaks after the tone.')
      return 2
    }
    const isPlain = speaks === undefined && habits.slice(1).every((habit) => read.values[habit] === undefined)
    if (keep !== undefined && !isPlain) {
      complain('A golden call knows silent telephones alone: --keep goes with --silent.')
      return 2
    }
    const asked = {
      ...table,
      ...(at === undefined ? {} : { at }),
      ...(number === undefined ? {} : { dialled: number }),
      ...(keys === undefined ? {} : { keys }),
      ...(caller === undefined ? {} : { caller: caller === 'hidden' ? null : caller }),
      ...(speaks === undefined ? {} : { statementSeconds: Number(speaks) }),
      ...Object.fromEntries(habits.map((habit) => [habit, listed(read.values[habit])])),
    }
    const answer = await (await context.api()).request(
      'POST',
      '/routing/dry-run',
      { json: asked },
      inLanguage(language),
    )
    if (!answer.ok) {
      const code = refused(answer, context)
      return answer.status === 400 ? 2 : code
    }
    if (keep !== undefined) for (const line of goldenEntry(keep, answer.body, listed(read.values.silent))) say(line)
    else if (json) say(JSON.stringify(answer.body))
    else for (const line of tellDryRun(answer.body as ToldDryRun)) say(line)
    return 0
  },
}
