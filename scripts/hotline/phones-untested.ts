import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'
import { tellTable } from './tell-table.ts'

type Untested = {
  readonly days: number | null
  readonly items: readonly {
    readonly number: string
    readonly person: string
    readonly unit: string | null
    readonly lastAnswered: string | null
  }[]
}

/** `npm run hotline -- phones untested`; exit code 1 where there are some. */
export const phonesUntestedCommand: Command = {
  words: 'phones untested',
  args: '[--days N] [--json]',
  about: 'telephones that nobody has answered for too long (as long as the table says, or N days)',
  async run(context) {
    const read = readOptions(context, { days: { type: 'string' }, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const { days, json } = read.values
    if (days !== undefined && wholeNumber(days) === null) {
      context.complain(`--days must be a number of days, not ${days}`)
      return 2
    }
    const answer = await (await context.api()).request(
      'GET',
      `/phones/untested${days === undefined ? '' : `?days=${days}`}`,
    )
    if (!answer.ok) return refused(answer, context)
    const found = answer.body as Untested
    if (json) context.say(JSON.stringify(found))
    else if (found.items.length === 0) context.say('Every telephone is answered.')
    else {
      const rows = found.items.map(({ number, person, unit, lastAnswered }) => [
        number,
        person,
        unit ?? '-',
        lastAnswered ?? 'never',
      ])
      for (const line of tellTable(['telephone', 'person', 'unit', 'last answered'], rows)) context.say(line)
    }
    return found.items.length === 0 ? 0 : 1
  },
}
