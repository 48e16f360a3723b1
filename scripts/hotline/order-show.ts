import type { Command } from './command.ts'
import { findOrder } from './find-order.ts'
import { readOptions } from './read-options.ts'
import { shortTime } from './short-time.ts'
import { type ToldOrder, tellOrders } from './tell-case.ts'

/** `npm run hotline -- order show 2611230001 123` */
export const orderShowCommand: Command = {
  words: 'order show',
  args: '<case> <order> [--json]',
  about: 'an order with its return and ruling, and what its unit and an officer can do with it now',
  async run(context) {
    const read = readOptions(context, { json: { type: 'boolean' } }, 2)
    if (read === null) return 2
    const [number, named] = read.positionals
    if (number === undefined || named === undefined) {
      context.complain('Say which case and which order.')
      return 2
    }
    const order = await findOrder(context, number, named)
    if (order === null) return 1
    for (const line of read.values.json ? [JSON.stringify(order)] : linesOf(order)) context.say(line)
    return 0
  },
}

function linesOf(order: ToldOrder): readonly string[] {
  const { returned, ruling, designatedName, staysResponsibleSince, possibleFor } = order
  const words = returned?.words ? `: ${returned.words}` : ''
  return [
    ...tellOrders([order]),
    ...(designatedName === null ? [] : [`designated: ${designatedName}; it cannot be returned`]),
    ...(returned === null
      ? []
      : [`returned ${shortTime(returned.at)} by ${returned.by} when ${returned.from}: ${returned.reasonName}${words}`]),
    ...(ruling === null ? [] : [`${ruling.outcome} ${shortTime(ruling.at)} by ${ruling.by}`]),
    ...(staysResponsibleSince === null
      ? []
      : [`its unit stays responsible since ${shortTime(staysResponsibleSince)}, until its successor has accepted`]),
    `the unit can: ${possibleFor.unit.join(', ') || 'nothing'}`,
    `an officer can: ${possibleFor.officer.join(', ') || 'nothing'}`,
  ]
}
