import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- roster delete water --revision 7` */
export const rosterDeleteCommand: Command = {
  words: 'roster delete',
  args: '<id> --revision n [--reason why] [--acknowledge code,code]',
  about: 'delete a roster as it was seen; those it covered are all on duty then',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { revision: text, reason: text, acknowledge: text }, 1)
    if (read === null) return 2
    const [id] = read.positionals
    const revision = wholeNumber(read.values.revision)
    if (id === undefined || revision === null) {
      complain(id === undefined ? 'Which roster?' : 'Which revision of it have you seen? Give --revision.')
      return 2
    }
    const { reason, acknowledge } = read.values
    const query = new URLSearchParams({
      ...(reason === undefined ? {} : { reason }),
      ...(acknowledge === undefined ? {} : { acknowledge }),
    })
    const api = await context.api()
    const headers = { 'if-match': `"${revision}"` }
    const answer = await api.request('DELETE', `/rosters/${encodeURIComponent(id)}?${query}`, undefined, headers)
    if (!answer.ok) return refused(answer, context, '')
    say(`The roster ${id} is deleted: whoever it covered is on duty at every hour.`)
    return 0
  },
}
