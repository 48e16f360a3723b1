import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldCase, tellCase } from './tell-case.ts'

/** `npm run hotline -- order list 2611230001` */
export const orderListCommand: Command = {
  words: 'order list',
  args: '<case> [--json]',
  about: 'the orders of a case, and which unit answers for it',
  async run(context) {
    const read = readOptions(context, { json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [number] = read.positionals
    if (number === undefined) {
      context.complain('Say which case.')
      return 2
    }
    const answer = await (await context.api()).request('GET', `/cases/${encodeURIComponent(number)}`)
    if (!answer.ok) return refused(answer, context)
    const told = answer.body as ToldCase
    if (read.values.json) context.say(JSON.stringify({ responsible: told.responsible, orders: told.orders }))
    else for (const line of tellCase(told)) context.say(line)
    return 0
  },
}
