import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { tellPublished } from './tell-published.ts'

/** `npm run hotline -- routing rollback 3 --reason "key 3 rang nobody"` */
export const routingRollbackCommand: Command = {
  words: 'routing rollback',
  args: '<version> --reason why [--over n] [--acknowledge code,code] [--json]',
  about: 'publish an earlier version again, as a new one',
  async run(context) {
    const text = { type: 'string' } as const
    const read = readOptions(context, { reason: text, over: text, acknowledge: text, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const { reason = '', acknowledge = '', json = false } = read.values
    const to = wholeNumber(read.positionals[0])
    const over = wholeNumber(read.values.over)
    if (to === null || reason.trim() === '' || (over === null && read.values.over !== undefined)) {
      context.complain('Which version, and why? Give its number and --reason "…" (routing versions lists them).')
      return 2
    }
    const body = {
      to,
      reason,
      acknowledge: acknowledge.split(',').filter((code) => code !== ''),
      ...(over === null ? {} : { over }),
    }
    const answer = await (await context.api()).request('POST', '/routing/rollback', { json: body })
    return tellPublished(answer, context, { file: `version ${to}`, json })
  },
}
