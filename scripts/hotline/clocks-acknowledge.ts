import { clocksOfCase } from './clocks-of-case.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldClock, tellClocks } from './tell-clocks.ts'

/** `npm run hotline -- clocks acknowledge <case>` */
export const clocksAcknowledgeCommand: Command = {
  words: 'clocks acknowledge',
  args: '<case> [--kind k] [--json]',
  about:
    'take note of what was escalated on a case (or of one kind of deadline): nobody is told any more, it stays owed',
  async run(context) {
    const read = readOptions(context, { kind: { type: 'string' }, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [number] = read.positionals
    if (number === undefined) {
      context.complain('Which case? clocks late tells them.')
      return 2
    }
    const { kind, json = false } = read.values
    const api = await context.api()
    const clocks = await clocksOfCase(api, context, { number, kind })
    if (clocks === null) return 1
    const noted: ToldClock[] = []
    for (const { id } of clocks) {
      const answer = await api.request('POST', `/cases/${encodeURIComponent(number)}/deadlines/${id}/acknowledge`)
      if (!answer.ok) return refused(answer, context)
      noted.push({ ...(answer.body as ToldClock), caseNumber: number })
    }
    if (json) context.say(JSON.stringify({ items: noted }))
    else for (const line of tellClocks(noted)) context.say(line)
    return 0
  },
}
