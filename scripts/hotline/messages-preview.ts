import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- messages preview KIND` */
export const messagesPreviewCommand: Command = {
  words: 'messages preview',
  args: 'KIND [--language l] [--set name=value …] [--json]',
  about: 'a message as it would leave, with its parts; nothing is sent',
  async run(context) {
    const options = {
      language: { type: 'string' },
      set: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    } as const
    const read = readOptions(context, options, 1)
    const [kind] = read?.positionals ?? []
    if (read === null) return 2
    if (kind === undefined) {
      context.complain('Which kind of message? `messages templates` lists them.')
      return 2
    }
    const { language, set = [], json = false } = read.values
    const wrong = set.find((one) => !one.includes('='))
    if (wrong !== undefined) {
      context.complain(`--set wants name=value, not "${wrong}"`)
      return 2
    }
    const variables = Object.fromEntries(
      set.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
    )
    const body = { kind, variables, ...(language === undefined ? {} : { language }) }
    const answer = await (await context.api()).request('POST', '/messages/preview', { json: body })
    if (!answer.ok) {
      refused(answer, context)
      return answer.status === 400 ? 2 : 1
    }
    const preview = answer.body as {
      text: string
      parts: number
      variables: readonly string[]
      ways: readonly { name: string; missing: boolean; template: string | null; parts: number }[]
    }
    if (json) context.say(JSON.stringify(preview))
    else {
      context.say(preview.text)
      context.say(`${preview.parts} part(s). Variables: ${preview.variables.join(', ') || 'none'}`)
      for (const { name, missing, template, parts } of preview.ways)
        context.say(
          `  ${name}: ${missing ? 'has no template for it and does not take it' : `${template ?? 'as text'}, ${parts} part(s)`}`,
        )
    }
    return 0
  },
}
