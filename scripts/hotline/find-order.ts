import type { CommandContext } from './command.ts'
import { refused } from './refused.ts'
import type { ToldCase, ToldOrder } from './tell-case.ts'

/** Statuses in which an order's code may be another's again. */
const over = ['closed', 'upheld', 'withdrawn']

/**
 * The order of a case that is named by its code, its unit or its id; an open one before one that is over. Complains where there is
 * none, or where several units have one of this code.
 */
export async function findOrder(context: CommandContext, caseNumber: string, named: string): Promise<ToldOrder | null> {
  const answer = await (await context.api()).request('GET', `/cases/${encodeURIComponent(caseNumber)}`)
  if (!answer.ok) {
    refused(answer, context)
    return null
  }
  const { orders } = answer.body as ToldCase
  const fitting = orders.filter(({ id, code, unit }) => [id, code, unit].includes(named))
  const open = fitting.filter(({ status }) => !over.includes(status))
  const found = open[0] ?? fitting[0]
  if (found !== undefined && open.length < 2) return found
  if (open.length > 1) {
    const units = open.map(({ unit, unitName }) => `${unit} ${unitName}`).join(', ')
    context.complain(`Case ${caseNumber} has several orders ${named}, of ${units}: name the unit`)
    return null
  }
  const known = orders.map(({ code, unit, unitName }) => `${code ?? '—'} (${unit} ${unitName})`)
  context.complain(`Case ${caseNumber} has no order ${named}; it has: ${known.join(', ') || 'none'}`)
  return null
}
