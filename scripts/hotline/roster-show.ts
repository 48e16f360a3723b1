import type { Command } from './command.ts'
import { readInstant } from './read-instant.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'
import { withRosterRevision } from './roster-file.ts'
import { revisionOf } from './server-api.ts'
import { type ToldRoster, tellRoster } from './tell-roster.ts'

/** `npm run hotline -- roster show water --yaml > water.yaml` */
export const rosterShowCommand: Command = {
  words: 'roster show',
  args: '<id> [--at t] [--revision n] [--yaml] [--json]',
  about: 'a roster; --revision: as it stood at that revision of the duty; --yaml: as a file that roster put takes',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const read = readOptions(context, { at: text, revision: text, yaml: flag, json: flag }, 1)
    if (read === null) return 2
    const [id] = read.positionals
    const at = readInstant(read.values.at, 'at', context)
    const revision = wholeNumber(read.values.revision)
    if (id === undefined || at === null || (revision === null && read.values.revision !== undefined)) {
      if (id === undefined) complain('Which roster?')
      return 2
    }
    const query = new URLSearchParams({
      ...(at === undefined ? {} : { at }),
      ...(revision === null ? {} : { revision: String(revision) }),
    })
    const { yaml = false, json = false } = read.values
    const accept = { accept: yaml ? 'application/yaml' : 'application/json' }
    const path = `/rosters/${encodeURIComponent(id)}?${query}`
    const answer = await (await context.api()).request('GET', path, undefined, accept)
    if (!answer.ok) return refused(answer, context)
    if (json) say(JSON.stringify(answer.body))
    else if (yaml) say(withRosterRevision(String(answer.body), revisionOf(answer) ?? 0).trimEnd())
    else for (const line of tellRoster(answer.body as ToldRoster)) say(line)
    return 0
  },
}
