import type { Command } from './command.ts'
import { withoutOrigin } from './draft-file.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { revisionOf } from './server-api.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'

/** `npm run hotline -- routing import table.json` */
export const routingImportCommand: Command = {
  words: 'routing import',
  args: '<file> [--revision n] [--base n] [--reason why] [--json]',
  about: 'make a file (YAML or JSON) the draft; --revision says which draft it takes the place of',
  async run(context) {
    const { say, complain } = context
    const option = { type: 'string' } as const
    const read = readOptions(context, { revision: option, base: option, reason: option, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const numbers = [read.values.revision, read.values.base]
    if (file === undefined || numbers.some((written) => written !== undefined && wholeNumber(written) === null)) {
      complain('Which file? --revision and --base are numbers.')
      return 2
    }
    const text = readTableFile(file, context)
    if (text === null) return 2
    const api = await context.api()
    const draft = await api.request('GET', '/routing/draft')
    if (draft.ok && read.values.revision === undefined) {
      const { revision, changedBy } = draft.body as ToldDraft
      complain(`There is a draft, saved by ${changedBy}: give --revision ${revision} to put the file in its place.`)
      return 1
    }
    const revision = wholeNumber(read.values.revision) ?? revisionOf(draft) ?? 0
    const published = await api.request('GET', '/routing/versions')
    const newest = (published.body as { items?: readonly { number: number }[] }).items?.[0]?.number
    const base = wholeNumber(read.values.base) ?? (draft.ok ? undefined : newest)
    const query = new URLSearchParams({
      ...(base === undefined ? {} : { base: String(base) }),
      ...(read.values.reason === undefined ? {} : { reason: read.values.reason }),
    })
    const type = /^\s*\{/.test(text) ? 'application/json' : 'application/yaml; charset=utf-8'
    const body = { text: withoutOrigin(text), type }
    const answer = await api.request('POST', `/routing/import?${query}`, body, { 'if-match': `"${revision}"` })
    if (read.values.json) say(JSON.stringify(answer.body))
    if (!answer.ok) return read.values.json ? 1 : refused(answer, context, file)
    if (!read.values.json) for (const line of tellDraft(answer.body as ToldDraft)) say(line)
    return 0
  },
}
