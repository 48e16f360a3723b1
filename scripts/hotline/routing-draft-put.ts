import { writeFileSync } from 'node:fs'
import type { Command, CommandContext } from './command.ts'
import { originOf, withOrigin, withoutOrigin } from './draft-file.ts'
import { mergedFileOf } from './merged-file.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { conflictOf, type ToldConflict, tellConflict } from './tell-conflict.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'

/** `npm run hotline -- routing draft put table.yaml` */
export const routingDraftPutCommand: Command = {
  words: 'routing draft put',
  args: '<file> [--revision n] [--base n] [--reason why] [--json]',
  about: 'save a file as the draft; its first line (draft show --yaml) or --revision says what it was made from',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { revision: text, base: text, reason: text, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const written = readTableFile(file, context)
    if (file === undefined || written === null) return 2
    const origin = originOf(written)
    const revision = wholeNumber(read.values.revision) ?? origin?.revision ?? null
    const base = wholeNumber(read.values.base)
    if (revision === null || (base === null && read.values.base !== undefined)) {
      complain(
        'Which revision of the draft was it made from? Give --revision (draft show tells it; 0: the first draft).',
      )
      return 2
    }
    const query = new URLSearchParams({
      ...(base === null ? {} : { base: String(base) }),
      ...(read.values.reason === undefined ? {} : { reason: read.values.reason }),
    })
    const answer = await (await context.api()).request(
      'PUT',
      `/routing/draft?${query}`,
      { text: withoutOrigin(written), type: 'application/yaml; charset=utf-8' },
      { 'if-match': `"${revision}"` },
    )
    const { json = false } = read.values
    if (json) say(JSON.stringify(answer.body))
    if (answer.ok) {
      const draft = answer.body as ToldDraft
      // So that the next edit of this file is known to be made from what was just saved.
      if (origin !== null) writeFileSync(file, withOrigin(written, draft))
      if (!json) for (const line of tellDraft(draft)) say(line)
      return 0
    }
    const conflict = conflictOf(answer)
    if (conflict !== null) saveMerged(file, origin?.base ?? base, conflict, context, json)
    else if (!json) refused(answer, context, file)
    return 1
  },
}

/** Puts the text with both changes beside the file, ready to be looked at and put. */
function saveMerged(
  file: string,
  base: number | null,
  told: ToldConflict,
  { complain }: Pick<CommandContext, 'complain'>,
  json: boolean,
): void {
  const { theirs, merged } = told.conflict
  if (merged === null) return
  const beside = mergedFileOf(file)
  writeFileSync(beside, base === null ? merged.text : withOrigin(merged.text, { revision: theirs.number, base }))
  if (json) return
  for (const line of tellConflict(told)) complain(line)
  complain(`Both changes are in ${beside}: look at it, then put it (--revision ${theirs.number}).`)
}
