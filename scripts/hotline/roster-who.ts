import type { Command } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import type { ToldRoster } from './tell-roster.ts'
import { tellTable } from './tell-table.ts'

/** `npm run hotline -- roster who water --at 2026-11-23T22:00` */
export const rosterWhoCommand: Command = {
  words: 'roster who',
  args: '[id] [--at t] [--json]',
  about: 'who is on duty, in ringing order, and by which shift or override; 1 where nobody is',
  async run(context) {
    const { say } = context
    const read = readOptions(context, { at: { type: 'string' }, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const at = readInstant(read.values.at, 'at', context)
    if (at === null) return 2
    const [id] = read.positionals
    const query = at === undefined ? '' : `?${new URLSearchParams({ at })}`
    const path = id === undefined ? '/rosters' : `/rosters/${encodeURIComponent(id)}`
    const answer = await (await context.api()).request('GET', `${path}${query}`)
    if (!answer.ok) return refused(answer, context)
    const rosters = id === undefined ? (answer.body as { items: ToldRoster[] }).items : [answer.body as ToldRoster]
    const isEmpty = rosters.length === 0 || rosters.some(({ onDuty }) => onDuty.length === 0)
    if (read.values.json) say(JSON.stringify(answer.body))
    else {
      if (rosters.length === 0) say('There is no roster: whoever stands in the routing table is on duty.')
      for (const line of tellTable(['roster', 'covers', 'person', 'name', 'by'], rosters.flatMap(rowsOf))) say(line)
    }
    return isEmpty ? 1 : 0
  },
}

const rowsOf = ({ id, roster: { covers }, onDuty }: ToldRoster): readonly (readonly string[])[] =>
  onDuty.length === 0
    ? [[id, covers, '-', '- nobody -', '']]
    : onDuty.map(({ person, name, shift, override }) => [
        id,
        covers,
        person,
        name ?? '- not in the table: not rung -',
        override === null ? `shift ${shift}` : `override ${override}`,
      ])
