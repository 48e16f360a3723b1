import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readBytesFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { rosterFormatOf, rosterFormats } from './roster-format.ts'
import { revisionOf } from './server-api.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'
import { type ToldRoster, tellRoster } from './tell-roster.ts'

/** `npm run hotline -- roster import water water.xlsx` */
export const rosterImportCommand: Command = {
  words: 'roster import',
  args: '<id> <file.csv|.xlsx|.ics> [--revision n] [--covers unit] [--reason why] [--acknowledge code,code] [--json]',
  about: 'save a spreadsheet or a calendar as a roster; --revision says which one it takes the place of',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const options = {
      revision: text,
      covers: text,
      reason: text,
      acknowledge: text,
      json: { type: 'boolean' },
    } as const
    const read = readOptions(context, options, 2)
    if (read === null) return 2
    const [id, file] = read.positionals
    const format = rosterFormatOf(file)
    const { revision, json = false, ...asked } = read.values
    const isWrong = revision !== undefined && wholeNumber(revision) === null
    if (id === undefined || file === undefined || format === null || isWrong) {
      complain(`Which roster, and from which file? Its name ends with ${rosterFormats.join(', ')}.`)
      return 2
    }
    const bytes = readBytesFile(file, context)
    if (bytes === null) return 2
    const api = await context.api()
    const path = `/rosters/${encodeURIComponent(id)}`
    const standing = await api.request('GET', path)
    if (standing.ok && revision === undefined) {
      complain(`There is a roster ${id}: give --revision ${revisionOf(standing)} to put the file in its place.`)
      return 1
    }
    const query = new URLSearchParams({ ...asked })
    const body = { bytes, type: 'application/octet-stream' }
    const answer = await api.request('PUT', `${path}.${format}?${query}`, body, { 'if-match': `"${revision ?? 0}"` })
    if (json) say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context, file)
    if (json) return 0
    const { findings, ...saved } = answer.body as ToldRoster & { readonly findings: readonly ToldFault[] }
    for (const line of [...tellRoster(saved), ...tellFaults(findings, file)]) say(line)
    return 0
  },
}
