import type { Command } from './command.ts'
import { withOrigin } from './draft-file.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'

/** `npm run hotline -- routing draft show --yaml > table.yaml` */
export const routingDraftShowCommand: Command = {
  words: 'routing draft show',
  args: '[--yaml | --json]',
  about: 'where the draft stands; --yaml: its text, ready to be edited and put back',
  async run(context) {
    const read = readOptions(context, { yaml: { type: 'boolean' }, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const answer = await (await context.api()).request('GET', '/routing/draft')
    if (!answer.ok) return refused(answer, context)
    const draft = answer.body as ToldDraft & { readonly text: string }
    if (read.values.json) context.say(JSON.stringify(draft))
    else if (read.values.yaml) context.say(withOrigin(draft.text, draft).trimEnd())
    else for (const line of tellDraft(draft)) context.say(line)
    return 0
  },
}
