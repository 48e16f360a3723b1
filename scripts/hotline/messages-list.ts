import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

type Told = {
  readonly id: string
  readonly kind: string
  readonly who: string | null
  readonly to: string | null
  readonly status: string
  readonly caseNumber: string | null
  readonly createdAt: string
  readonly attempts: number
  readonly parts: number
  readonly transport: string | null
  readonly detail: string | null
}

/** `npm run hotline -- messages list` */
export const messagesListCommand: Command = {
  words: 'messages list',
  args: '[--status s] [--case n] [--limit n] [--cursor c] [--json]',
  about: 'messages of the outbox, newest first: to whom, by which way, and what came of them',
  async run(context) {
    const text = { type: 'string' } as const
    const options = { status: text, case: text, limit: text, cursor: text, json: { type: 'boolean' } } as const
    const read = readOptions(context, options, 0)
    if (read === null) return 2
    const { json = false, ...given } = read.values
    const answer = await (await context.api()).request('GET', `/messages?${new URLSearchParams(given)}`)
    if (!answer.ok) {
      refused(answer, context)
      return answer.status === 400 ? 2 : 1
    }
    const { items, nextCursor } = answer.body as { items: readonly Told[]; nextCursor: string | null }
    if (json) context.say(JSON.stringify(answer.body))
    else if (items.length === 0) context.say('No messages.')
    else {
      const head = ['when', 'kind', 'to', 'case', 'status', 'tries', 'parts', 'way', 'why']
      const rows = items.map((one) => [
        shortTime(one.createdAt),
        one.kind,
        one.who ?? one.to ?? '-',
        one.caseNumber ?? '-',
        one.status,
        String(one.attempts),
        String(one.parts),
        one.transport ?? '-',
        one.detail ?? '',
      ])
      for (const line of tellTable(head, rows)) context.say(line)
    }
    if (!json && nextCursor !== null) context.say(`More: --cursor ${nextCursor}`)
    return 0
  },
}
