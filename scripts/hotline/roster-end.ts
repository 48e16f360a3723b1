import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { tellRosterChanged } from './tell-roster-changed.ts'

/** `npm run hotline -- roster end water ill` */
export const rosterEndCommand: Command = {
  words: 'roster end',
  args: '<id> <override> [--reason why] [--acknowledge code,code] [--json]',
  about: 'end an override of a roster, or a whole swap, before its time',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(context, { reason: text, acknowledge: text, json: { type: 'boolean' } }, 2)
    if (read === null) return 2
    const [roster, override] = read.positionals
    if (roster === undefined || override === undefined) {
      context.complain('Which override of which roster? roster show tells both.')
      return 2
    }
    const { reason, acknowledge = '', json = false } = read.values
    const body = {
      ...(reason === undefined ? {} : { reason }),
      acknowledge: acknowledge.split(',').filter((code) => code !== ''),
    }
    const path = `/rosters/${encodeURIComponent(roster)}/overrides/${encodeURIComponent(override)}/end`
    return tellRosterChanged(await (await context.api()).request('POST', path, { json: body }), context, json)
  },
}
