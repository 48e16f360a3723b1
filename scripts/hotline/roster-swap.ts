import type { Command, CommandContext } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions } from './read-options.ts'
import { tellRosterChanged } from './tell-roster-changed.ts'

/** `npm run hotline -- roster swap water 0501 2026-11-24T08:00 2026-11-24T20:00 0502 2026-11-24T20:00 2026-11-25T08:00 --reason …` */
export const rosterSwapCommand: Command = {
  words: 'roster swap',
  args: '<id> <who> <from> <until> <other> <from> <until> --reason why [--id name] [--acknowledge code,code] [--json]',
  about: 'swap two people (换班): each does the duty of the other in the time that is named with it',
  async run(context) {
    const { complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { reason: text, id: text, acknowledge: text, json: { type: 'boolean' } }, 7)
    if (read === null) return 2
    const [roster, ...duties] = read.positionals
    const one = dutyOf(duties.slice(0, 3), context)
    const other = dutyOf(duties.slice(3), context)
    const { reason = '', id, acknowledge = '', json = false } = read.values
    if (roster === undefined || one === null || other === null || reason === '') {
      complain('Say which roster, both people with the beginning and the end of a duty of theirs, and why (--reason).')
      return 2
    }
    const body = {
      ...(id === undefined ? {} : { id }),
      one,
      other,
      reason,
      acknowledge: acknowledge.split(',').filter((code) => code !== ''),
    }
    const api = await context.api()
    const answer = await api.request('POST', `/rosters/${encodeURIComponent(roster)}/swaps`, { json: body })
    return tellRosterChanged(answer, context, json)
  },
}

/** null: it is not all there. */
function dutyOf([person, begins, ends]: readonly string[], context: CommandContext) {
  const from = readInstant(begins, 'from', context)
  const until = readInstant(ends, 'until', context)
  return person === undefined || !from || !until ? null : { person, from, until }
}
