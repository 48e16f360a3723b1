import type { Command, CommandContext } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldClock, tellClocks } from './tell-clocks.ts'

/** `npm run hotline -- clocks list` */
export const clocksListCommand: Command = {
  words: 'clocks list',
  args: '[--kind k] [--limit n] [--cursor c] [--json]',
  about: 'the deadlines that run, soonest due first, each with the sum behind it',
  run: (context) => list(context, false),
}

/** `npm run hotline -- clocks late`; exit code 1 where there are some. */
export const clocksLateCommand: Command = {
  words: 'clocks late',
  args: '[--kind k] [--limit n] [--cursor c] [--json]',
  about: 'those of them that have passed, the longest late first, with who is told next',
  run: (context) => list(context, true),
}

async function list(context: CommandContext, isLate: boolean): Promise<number> {
  const text = { type: 'string' } as const
  const read = readOptions(context, { kind: text, limit: text, cursor: text, json: { type: 'boolean' } }, 0)
  if (read === null) return 2
  const { json = false, ...given } = read.values
  const query = new URLSearchParams({ ...given, ...(isLate ? { overdue: 'true' } : {}) })
  const answer = await (await context.api()).request('GET', `/deadlines?${query}`)
  if (!answer.ok) {
    refused(answer, context)
    return answer.status === 400 ? 2 : 1
  }
  const { items, nextCursor } = answer.body as { items: readonly ToldClock[]; nextCursor: string | null }
  if (json) context.say(JSON.stringify(answer.body))
  else if (items.length === 0) context.say(isLate ? 'Nothing is late.' : 'No deadline runs.')
  else for (const line of tellClocks(items)) context.say(line)
  if (!json && nextCursor !== null) context.say(`More: --cursor ${nextCursor}`)
  return isLate && items.length > 0 ? 1 : 0
}
