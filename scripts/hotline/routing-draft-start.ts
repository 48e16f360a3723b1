import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { revisionOf } from './server-api.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'

/** `npm run hotline -- routing draft start` */
export const routingDraftStartCommand: Command = {
  words: 'routing draft start',
  args: '[--json]',
  about: 'begin a draft with what the published table says',
  async run(context) {
    const read = readOptions(context, { json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const api = await context.api()
    const there = await api.request('GET', '/routing/draft')
    if (there.ok) {
      context.complain('There is a draft already.')
      for (const line of tellDraft(there.body as ToldDraft)) context.complain(line)
      return 1
    }
    const versions = await api.request('GET', '/routing/versions')
    const [current] = versions.ok ? (versions.body as { items: readonly { number: number }[] }).items : []
    if (current === undefined) return refused(versions, context)
    // By its number: whatever is published in this moment must not be taken for what was read.
    const body = { of: current.number, base: current.number, revision: revisionOf(there) ?? 0 }
    const answer = await api.request('PUT', '/routing/draft', { json: body })
    if (!answer.ok) return refused(answer, context)
    if (read.values.json) context.say(JSON.stringify(answer.body))
    else for (const line of tellDraft(answer.body as ToldDraft)) context.say(line)
    return 0
  },
}
