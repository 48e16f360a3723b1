import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'
import { tellTable } from './tell-table.ts'

type Counts = Readonly<Record<string, number>>
type Item = { readonly case: string; readonly erased: Counts; readonly left: Counts; readonly refused: string | null }

/** `npm run hotline -- erase --case 2611230001 --reason "asked for by the citizen"` */
export const eraseCommand: Command = {
  words: 'erase',
  args: '--case n | --caller number | --closed-days n  --reason text [--kinds phone,recording] [--check] [--json]',
  about: 'erase what is personal in cases that are over; --check says what is left (exit code 1: something is)',
  async run(context) {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const options = {
      case: text,
      caller: text,
      'closed-days': text,
      reason: text,
      kinds: text,
      check: flag,
      json: flag,
    }
    const read = readOptions(context, options, 0)
    if (read === null) return 2
    const { case: number, caller, 'closed-days': closedDays, kinds, check = false, json = false } = read.values
    const days = wholeNumber(closedDays)
    const scopes = [
      ...(number === undefined ? [] : [{ case: number }]),
      ...(caller === undefined ? [] : [{ caller }]),
      ...(days === null ? [] : [{ closedDaysAgo: days }]),
    ]
    const reason = read.values.reason ?? (check ? 'check' : undefined)
    if (scopes.length !== 1 || reason === undefined) {
      context.complain('Say which cases (--case, --caller or --closed-days) and, unless it is a --check, the --reason.')
      return 2
    }
    const body = { of: scopes[0], reason, check, ...(kinds === undefined ? {} : { kinds: kinds.split(',') }) }
    const api = await context.api()
    const items: Item[] = []
    for (let cursor: string | null = null; ; ) {
      const json = cursor === null ? body : { ...body, cursor }
      const answer = await api.request('POST', '/erasures', { json })
      if (!answer.ok) {
        refused(answer, context)
        return answer.status === 400 ? 2 : 1
      }
      const part = answer.body as { items: readonly Item[]; nextCursor: string | null }
      items.push(...part.items)
      cursor = part.nextCursor
      if (cursor === null) break
    }
    if (json) context.say(JSON.stringify({ items }))
    else {
      const rows = items.map((item) => [item.case, said(item.erased), said(item.left), item.refused ?? ''])
      for (const line of tellTable(['case', 'erased', 'left', 'refused'], rows)) context.say(line)
      context.say(`${items.length} cases; ${items.some(isLeft) ? 'something is left' : 'nothing is left'}`)
    }
    return items.some(isLeft) ? 1 : 0
  },
}

const isLeft = ({ left }: Item): boolean => Object.keys(left).length > 0
const said = (counts: Counts): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ') || '-'
