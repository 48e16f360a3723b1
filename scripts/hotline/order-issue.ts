import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldOrder, tellOrders } from './tell-case.ts'

/** `npm run hotline -- order issue 2611230001 --unit 04`, or `--designation locked-in-child` */
export const orderIssueCommand: Command = {
  words: 'order issue',
  args: '<case> (--unit id | --designation id) [--json]',
  about: 'hand the case to one more unit, or to whoever what belongs to nobody is designated to',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(context, { unit: text, designation: text, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [number] = read.positionals
    const { unit, designation, json = false } = read.values
    if (number === undefined || (unit === undefined) === (designation === undefined)) {
      context.complain('Say which case, and --unit or --designation.')
      return 2
    }
    const body = { json: unit === undefined ? { designation } : { unit } }
    const answer = await (await context.api()).request('POST', `/cases/${encodeURIComponent(number)}/orders`, body)
    if (json) context.say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context)
    if (!json) for (const line of tellOrders([answer.body as ToldOrder])) context.say(line)
    return 0
  },
}
