import { writeFileSync } from 'node:fs'
import type { Command } from './command.ts'
import { mergedFileOf } from './merged-file.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { rosterIdOf, rosterRevisionOf, withRosterRevision } from './roster-file.ts'
import { conflictOf } from './tell-conflict.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'
import { type ToldRoster, tellRoster } from './tell-roster.ts'

/** `npm run hotline -- roster put water.yaml` */
export const rosterPutCommand: Command = {
  words: 'roster put',
  args: '<file> [--revision n] [--reason why] [--acknowledge code,code] [--json]',
  about:
    'save a file as a roster; its first line (roster show --yaml) or --revision says what it was made from, 0: new',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const options = { revision: text, reason: text, acknowledge: text, json: { type: 'boolean' } } as const
    const read = readOptions(context, options, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const written = readTableFile(file, context)
    if (file === undefined || written === null) return 2
    const origin = rosterRevisionOf(written)
    const revision = wholeNumber(read.values.revision) ?? origin
    const id = rosterIdOf(written)
    if (revision === null || id === null) {
      complain(
        id === null
          ? `${file} does not say which roster it is: it needs a field id.`
          : 'Which revision was it made from? Give --revision (roster show tells it; 0: a new roster).',
      )
      return 2
    }
    const { reason, acknowledge, json = false } = read.values
    const query = new URLSearchParams({
      ...(reason === undefined ? {} : { reason }),
      ...(acknowledge === undefined ? {} : { acknowledge }),
    })
    const answer = await (await context.api()).request(
      'PUT',
      `/rosters/${encodeURIComponent(id)}?${query}`,
      { text: written, type: 'application/yaml; charset=utf-8' },
      { 'if-match': `"${revision}"` },
    )
    if (json) say(JSON.stringify(answer.body))
    if (answer.ok) {
      const { findings, ...saved } = answer.body as ToldRoster & { readonly findings: readonly ToldFault[] }
      // So that the next edit of this file is known to be made from what was just saved.
      if (origin !== null) writeFileSync(file, withRosterRevision(written, saved.revision))
      if (!json) for (const line of [...tellRoster(saved), ...tellFaults(findings, file)]) say(line)
      return 0
    }
    if (!json) refused(answer, context, file)
    const conflict = conflictOf(answer)?.conflict
    if (conflict?.merged) {
      const beside = mergedFileOf(file)
      writeFileSync(beside, withRosterRevision(conflict.merged.text, conflict.theirs.number))
      if (!json) complain(`Both changes are in ${beside}: look at it, then put it.`)
    }
    return 1
  },
}
