import { writeFileSync } from 'node:fs'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- routing export table.json --version 3` */
export const routingExportCommand: Command = {
  words: 'routing export',
  args: '[file] [--format yaml|json] [--version n|draft|published]',
  about: 'the published table, a version or the draft as a file (or shown): YAML with its comments, or JSON',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { format: text, version: text }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const { version = 'published', format = file?.endsWith('.json') ? 'json' : 'yaml' } = read.values
    if (!['yaml', 'json'].includes(format) || !/^(\d{1,9}|draft|published)$/.test(version)) {
      complain('--format is yaml or json; --version a number, draft or published.')
      return 2
    }
    const answer = await (await context.api()).request('GET', `/routing/export?format=${format}&version=${version}`)
    if (!answer.ok) return refused(answer, context)
    const written = typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body, null, 2)}\n`
    if (file === undefined) say(written.trimEnd())
    else {
      writeFileSync(file, written)
      say(`${file}: ${/^\d/.test(version) ? `version ${version}` : `the ${version} table`}.`)
    }
    return 0
  },
}
