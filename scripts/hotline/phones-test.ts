import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'

type Asked = { readonly items: readonly { readonly number: string; readonly person: string }[] }

/** `npm run hotline -- phones test [number…]` */
export const phonesTestCommand: Command = {
  words: 'phones test',
  args: '[number…] [--json]',
  about: 'call telephones to find out whether they are answered (all that are untested, or these)',
  async run(context) {
    const read = readOptions(context, { json: { type: 'boolean' } }, Number.POSITIVE_INFINITY)
    if (read === null) return 2
    const json = read.positionals.length === 0 ? {} : { numbers: read.positionals }
    const answer = await (await context.api()).request('POST', '/phones/tests', { json })
    if (!answer.ok) return refused(answer, context)
    const { items } = answer.body as Asked
    if (read.values.json) context.say(JSON.stringify(answer.body))
    else {
      for (const { number, person } of items) context.say(`${number} (${person}) is being called.`)
      context.say(
        items.length === 0 ? 'Every telephone is answered: nobody is called.' : 'Who has not answered: phones untested',
      )
    }
    return 0
  },
}
