import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { tellTable } from './tell-table.ts'

type Told = {
  readonly kind: string
  readonly language: string
  readonly text: string
  readonly parts: number
  readonly ways: readonly {
    readonly name: string
    readonly template: string | null
    readonly missing: boolean
    readonly parts: number
  }[]
}

/** `npm run hotline -- messages templates`; exit code 1 where a way lacks a template. */
export const messagesTemplatesCommand: Command = {
  words: 'messages templates',
  args: '[--kind k] [--language l] [--json]',
  about: 'the text of every kind of message, its parts, and the template that each way has for it',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(context, { kind: text, language: text, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const { json = false, ...given } = read.values
    const answer = await (await context.api()).request('GET', `/messages/templates?${new URLSearchParams(given)}`)
    if (!answer.ok) {
      refused(answer, context)
      return answer.status === 400 ? 2 : 1
    }
    const { items } = answer.body as { items: readonly Told[] }
    if (json) context.say(JSON.stringify(answer.body))
    else {
      const ways = items[0]?.ways.map(({ name }) => name) ?? []
      const head = ['kind', 'language', 'parts', ...ways, 'text']
      const rows = items.map((one) => [one.kind, one.language, String(one.parts), ...one.ways.map(tellWay), one.text])
      for (const line of tellTable(head, rows)) context.say(line)
    }
    return items.some(({ ways }) => ways.some(({ missing }) => missing)) ? 1 : 0
  },
}

const tellWay = ({ template, missing, parts }: Told['ways'][number]): string =>
  missing ? 'MISSING' : (template ?? `text (${parts})`)
