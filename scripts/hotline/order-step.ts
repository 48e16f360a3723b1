import type { Command } from './command.ts'
import { findOrder } from './find-order.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldOrder, tellOrders } from './tell-case.ts'

const steps = ['accept', 'arrive', 'complete', 'feedback', 'close']

/** `npm run hotline -- order step 2611230001 123 complete --result "the valve is mended"` */
export const orderStepCommand: Command = {
  words: 'order step',
  args: `<case> <order> <${steps.join('|')}> [--result words] [--json]`,
  about: "a unit's report on its order, or the officer's acceptance of the feedback (close)",
  async run(context) {
    const read = readOptions(context, { result: { type: 'string' }, json: { type: 'boolean' } }, 3)
    if (read === null) return 2
    const [number, named, step] = read.positionals
    const { result, json = false } = read.values
    if (number === undefined || named === undefined || step === undefined || !steps.includes(step)) {
      context.complain(`Say which case, which order, and which step: ${steps.join(', ')}.`)
      return 2
    }
    const order = await findOrder(context, number, named)
    if (order === null) return 1
    const path = `/cases/${encodeURIComponent(number)}/orders/${order.id}/${step}`
    const body = { json: result === undefined ? {} : { result } }
    const answer = await (await context.api()).request('POST', path, body)
    if (json) context.say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context)
    if (!json) for (const line of tellOrders([answer.body as ToldOrder])) context.say(line)
    return 0
  },
}
