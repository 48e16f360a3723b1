import type { Command, CommandContext } from './command.ts'
import { findOrder } from './find-order.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldCase, type ToldOrder, tellCase, tellOrders } from './tell-case.ts'

/** Options of these commands, all with a value, besides `--json`. */
type Values = Readonly<Record<string, string | undefined>>

/**
 * A command that does something with a case and tells how it stands then.
 * @param about.body what is posted; null: something that is needed was not said.
 * @param about.needs what is complained of then.
 */
export const caseCommand = (about: {
  readonly words: string
  readonly args: string
  readonly about: string
  readonly options: readonly string[]
  /** Below `/cases/{number}`. */
  readonly path: string
  readonly body: (values: Values) => Record<string, unknown> | null
  readonly needs: string
}): Command => ({
  words: about.words,
  args: `<case> ${about.args} [--json]`,
  about: about.about,
  async run(context) {
    const read = readCommand(context, about.options, 1)
    if (read === null) return 2
    const { values, json } = read
    const [number] = read.positionals
    const body = about.body(values)
    if (number === undefined || body === null) {
      context.complain(about.needs)
      return 2
    }
    // A unit is named by its order's code as in a message; the API wants the order's id.
    const onBehalf = values.order === undefined ? null : await findOrder(context, number, values.order)
    if (values.order !== undefined && onBehalf === null) return 1
    const sent = onBehalf === null ? body : { ...body, order: onBehalf.id }
    const path = `/cases/${encodeURIComponent(number)}/${about.path}`
    const answer = await (await context.api()).request('POST', path, { json: sent })
    if (json) context.say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context)
    if (!json) for (const line of tellCase(answer.body as ToldCase)) context.say(line)
    return 0
  },
})

/** The same for one of its orders, named by its code, its unit or its id. */
export const orderCommand = (about: {
  readonly words: string
  readonly args: string
  readonly about: string
  readonly options: readonly string[]
  /** Below `/cases/{number}/orders/{id}`. */
  readonly path: string
  readonly body: (values: Values) => Record<string, unknown> | null
  readonly needs: string
  /** Orders that the answer tells of. Left out: it is one. */
  readonly orders?: (body: unknown) => readonly (ToldOrder | null)[]
}): Command => ({
  words: about.words,
  args: `<case> <order> ${about.args} [--json]`.replace('  ', ' '),
  about: about.about,
  async run(context) {
    const read = readCommand(context, about.options, 2)
    if (read === null) return 2
    const [number, named] = read.positionals
    const body = about.body(read.values)
    if (number === undefined || named === undefined || body === null) {
      context.complain(about.needs)
      return 2
    }
    const order = await findOrder(context, number, named)
    if (order === null) return 1
    const path = `/cases/${encodeURIComponent(number)}/orders/${order.id}/${about.path}`
    const answer = await (await context.api()).request('POST', path, { json: body })
    if (read.json) context.say(JSON.stringify(answer.body))
    if (!answer.ok) return read.json ? 1 : refused(answer, context)
    if (read.json) return 0
    const told = about.orders?.(answer.body) ?? [answer.body as ToldOrder]
    for (const line of tellOrders(told.filter((order) => order !== null))) context.say(line)
    return 0
  },
})

function readCommand(context: CommandContext, names: readonly string[], positionals: number) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]))
  const read = readOptions(context, { ...options, json: { type: 'boolean' } as const }, positionals)
  if (read === null) return null
  const { json = false, ...values } = read.values as { json?: boolean } & Record<string, string | undefined>
  return { positionals: read.positionals, values: values as Values, json }
}
