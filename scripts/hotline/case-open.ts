import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldCase, tellCase } from './tell-case.ts'

const text = { type: 'string' } as const

/** `npm run hotline -- case open --category water --caller 13912345678 --words "burst pipe"` */
export const caseOpenCommand: Command = {
  words: 'case open',
  args: '[--category id] [--answer id] [--area id] [--urgency u] [--caller number] [--words text] [--registered-by unit] [--follows case] [--json]',
  about: 'open a case that came by no call; it goes to the unit by the published route',
  async run(context) {
    const options = {
      category: text,
      answer: text,
      area: text,
      urgency: text,
      caller: text,
      words: text,
      follows: text,
    }
    const read = readOptions(context, { ...options, 'registered-by': text, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const { json = false, 'registered-by': registeredBy, ...given } = read.values
    const body = { ...given, ...(registeredBy === undefined ? {} : { registeredBy }) }
    const answer = await (await context.api()).request('POST', '/cases', { json: body })
    if (json) context.say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context)
    if (!json) for (const line of tellCase(answer.body as ToldCase)) context.say(line)
    return 0
  },
}
