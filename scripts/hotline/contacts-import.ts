import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readBytesFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'

/** `npm run hotline -- contacts import contacts.xlsx` */
export const contactsImportCommand: Command = {
  words: 'contacts import',
  args: '<file> [--replace] [--revision n] [--reason why] [--json]',
  about: 'put the people and telephones of a spreadsheet into the draft; --replace: who is not in it leaves its units',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const read = readOptions(context, { replace: flag, revision: text, reason: text, json: flag }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const { replace = false, revision, reason, json = false } = read.values
    if (file === undefined || (revision !== undefined && wholeNumber(revision) === null)) {
      complain('Which file? --revision is a number.')
      return 2
    }
    const bytes = readBytesFile(file, context)
    if (bytes === null) return 2
    const query = new URLSearchParams({ replace: String(replace), ...(reason === undefined ? {} : { reason }) })
    const answer = await (await context.api()).request(
      'POST',
      `/contacts/import?${query}`,
      { bytes, type: 'application/octet-stream' },
      revision === undefined ? {} : { 'if-match': `"${revision}"` },
    )
    if (json) say(JSON.stringify(answer.body))
    if (!answer.ok) return json ? 1 : refused(answer, context, file)
    const draft = answer.body as ToldDraft & { added: number; changed: number; removed: number }
    if (json) return 0
    say(`${file}: ${draft.added} added, ${draft.changed} changed, ${draft.removed} removed.`)
    for (const line of tellDraft(draft)) say(line)
    return 0
  },
}
