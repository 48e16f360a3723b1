import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- routing draft discard --revision 7` */
export const routingDraftDiscardCommand: Command = {
  words: 'routing draft discard',
  args: '--revision n [--reason why]',
  about: 'give the draft up, as it was seen',
  async run(context) {
    const read = readOptions(context, { revision: { type: 'string' }, reason: { type: 'string' } }, 0)
    if (read === null) return 2
    const revision = wholeNumber(read.values.revision)
    if (revision === null) {
      context.complain('Which revision of the draft have you seen? Give --revision (draft show tells it).')
      return 2
    }
    const query = new URLSearchParams(read.values.reason === undefined ? {} : { reason: read.values.reason })
    const path = `/routing/draft?${query}`
    const answer = await (await context.api()).request('DELETE', path, undefined, { 'if-match': `"${revision}"` })
    if (answer.ok) {
      context.say('There is no draft any more.')
      return 0
    }
    return refused(answer, context)
  },
}
