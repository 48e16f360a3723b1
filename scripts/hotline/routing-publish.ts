import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'
import { tellPublished } from './tell-published.ts'

/** `npm run hotline -- routing publish --revision 7 --reason "gas company moved"` */
export const routingPublishCommand: Command = {
  words: 'routing publish',
  args: '[file] --reason why [--revision n] [--over n] [--acknowledge code,code] [--json]',
  about: 'publish the draft as it was seen (--revision), or a file (--over: the version it was made from)',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(
      context,
      { reason: text, revision: text, over: text, acknowledge: text, json: { type: 'boolean' } },
      1,
    )
    if (read === null) return 2
    const { complain } = context
    const { reason = '', acknowledge = '', json = false } = read.values
    const [file] = read.positionals
    const revision = wholeNumber(read.values.revision)
    const over = wholeNumber(read.values.over)
    if (reason.trim() === '') {
      complain('Why does the table change? Give --reason "…".')
      return 2
    }
    if (file === undefined ? read.values.over !== undefined : read.values.revision !== undefined) {
      complain('--revision is about the draft, --over about a file.')
      return 2
    }
    const api = await context.api()
    const about = { reason, acknowledge: acknowledge.split(',').filter((code) => code !== '') }
    if (file !== undefined) {
      const table = readTableFile(file, context)
      if (table === null || (over === null && read.values.over !== undefined)) return 2
      const body = { table, ...about, ...(over === null ? {} : { over }) }
      return tellPublished(await api.request('POST', '/routing/publish', { json: body }), context, { file, json })
    }
    if (revision === null) {
      const draft = await api.request('GET', '/routing/draft')
      if (!draft.ok) return refused(draft, context)
      complain('Which revision of the draft have you seen? Give --revision.')
      for (const line of tellDraft(draft.body as ToldDraft)) complain(line)
      return 2
    }
    const answer = await api.request('POST', '/routing/publish', { json: { of: 'draft', revision, ...about } })
    return tellPublished(answer, context, { file: 'draft', json })
  },
}
