import { clocksOfCase } from './clocks-of-case.ts'
import type { Command, CommandContext } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldClock, tellClocks } from './tell-clocks.ts'

/** `npm run hotline -- clocks stop …` */
export const clocksStopCommand: Command = {
  words: 'clocks stop',
  args: '[<case>] [--kind k] [--unit u] [--category c] --reason why [--json]',
  about: 'stop the escalation of one case, or of every running deadline of a kind, a unit, a category',
  async run(context) {
    const text = { type: 'string' } as const
    const options = { kind: text, unit: text, category: text, reason: text, json: { type: 'boolean' } } as const
    const read = readOptions(context, options, 1)
    if (read === null) return 2
    const [number] = read.positionals
    const { reason, json = false, kind, unit, category } = read.values
    const fault =
      reason === undefined
        ? 'Say why: --reason'
        : number === undefined && kind === undefined && unit === undefined && category === undefined
          ? 'Which? Name a case, or --kind, --unit or --category.'
          : number !== undefined && (unit !== undefined || category !== undefined)
            ? 'A case has its unit and category already: name only --kind besides.'
            : null
    if (fault !== null || reason === undefined) {
      context.complain(fault ?? '')
      return 2
    }
    if (number !== undefined) return stopInCase(context, { number, kind, reason, json })
    const rule = Object.fromEntries(Object.entries({ kind, unit, category }).filter(([, value]) => value !== undefined))
    const answer = await (await context.api()).request('POST', '/deadlines/stop', { json: { ...rule, reason } })
    if (!answer.ok) {
      refused(answer, context)
      return answer.status === 400 ? 2 : 1
    }
    const { stopped } = answer.body as { stopped: number }
    context.say(
      json ? JSON.stringify(answer.body) : `Stopped: ${stopped}. What starts later follows the published table.`,
    )
    return 0
  },
}

async function stopInCase(
  context: CommandContext,
  { number, kind, reason, json }: { number: string; kind: string | undefined; reason: string; json: boolean },
): Promise<number> {
  const api = await context.api()
  const clocks = await clocksOfCase(api, context, { number, kind })
  if (clocks === null) return 1
  const stopped: ToldClock[] = []
  for (const { id } of clocks) {
    const path = `/cases/${encodeURIComponent(number)}/deadlines/${id}/stop`
    const answer = await api.request('POST', path, { json: { reason } })
    if (!answer.ok) return refused(answer, context)
    stopped.push({ ...(answer.body as ToldClock), caseNumber: number })
  }
  if (json) context.say(JSON.stringify({ items: stopped }))
  else for (const line of tellClocks(stopped)) context.say(line)
  return 0
}
