import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

type Line = {
  readonly at: string
  readonly by: string
  readonly text: string
  readonly why: string | null
  readonly changes: readonly { readonly place: string; readonly before: unknown; readonly after: unknown }[]
  readonly moreChanges: number
}

/** `npm run hotline -- routing audit --about version:4` */
export const routingAuditCommand: Command = {
  words: 'routing audit',
  args: '[--what act] [--by who] [--from t] [--until t] [--about kind:id] [--limit n] [--cursor c] [--changes] [--json]',
  about: 'who changed what, when and why, newest first',
  async run(context) {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const filters = { what: text, by: text, from: text, until: text, about: text, limit: text, cursor: text }
    const read = readOptions(context, { ...filters, changes: flag, json: flag }, 0)
    if (read === null) return 2
    const { changes: withChanges = false, json = false, ...asked } = read.values
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined))
    const answer = await (await context.api()).request('GET', `/routing/audit?${query}`)
    if (!answer.ok) {
      const code = refused(answer, context)
      return answer.status === 400 ? 2 : code
    }
    if (json) {
      context.say(JSON.stringify(answer.body))
      return 0
    }
    const { items, nextCursor } = answer.body as { items: readonly Line[]; nextCursor: string | null }
    if (withChanges) for (const line of items.flatMap(tellChanges)) context.say(line)
    else {
      const rows = items.map(({ at, by, text: what, changes, moreChanges, why }) => [
        shortTime(at),
        by,
        what,
        String(changes.length + moreChanges),
        why ?? '',
      ])
      for (const line of tellTable(['at', 'by', 'what', 'places', 'why'], rows)) context.say(line)
    }
    if (nextCursor !== null) context.say(`More: --cursor ${nextCursor}`)
    return 0
  },
}

const tellChanges = ({ at, by, text, why, changes, moreChanges }: Line): readonly string[] => [
  `${shortTime(at)}  ${by}  ${text}${why === null ? '' : ` (${why})`}`,
  ...changes.map(({ place, before, after }) => `    ${place}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`),
  ...(moreChanges === 0 ? [] : [`    and ${moreChanges} more`]),
]
