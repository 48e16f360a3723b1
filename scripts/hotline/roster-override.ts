import type { Command } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions } from './read-options.ts'
import { tellRosterChanged } from './tell-roster-changed.ts'

/** `npm run hotline -- roster override water --off 0501 --on 0502 --until 2026-11-24T08:00 --reason ill` */
export const rosterOverrideCommand: Command = {
  words: 'roster override',
  args: '<id> [--off who] [--on who] [--from t] --until t --reason why [--id name] [--acknowledge code,code] [--json]',
  about: 'put somebody on or off duty for a while (调班); from now on where --from says nothing else',
  async run(context) {
    const { complain } = context
    const text = { type: 'string' } as const
    const options = { off: text, on: text, from: text, until: text, reason: text, id: text, acknowledge: text }
    const read = readOptions(context, { ...options, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [roster] = read.positionals
    const { off, on, id, reason = '', acknowledge = '', json = false } = read.values
    const from = readInstant(read.values.from, 'from', context)
    const until = readInstant(read.values.until, 'until', context)
    if (from === null || until === null) return 2
    if (roster === undefined || until === undefined || reason === '' || (off === undefined && on === undefined)) {
      complain('Say which roster, who is off or on (--off, --on), until when (--until) and why (--reason).')
      return 2
    }
    const body = {
      ...(id === undefined ? {} : { id }),
      ...(off === undefined ? {} : { off }),
      ...(on === undefined ? {} : { on }),
      ...(from === undefined ? {} : { from }),
      until,
      reason,
      acknowledge: acknowledge.split(',').filter((code) => code !== ''),
    }
    const api = await context.api()
    const answer = await api.request('POST', `/rosters/${encodeURIComponent(roster)}/overrides`, { json: body })
    return tellRosterChanged(answer, context, json)
  },
}
