import type { Command } from './command.ts'
import { inLanguage } from './dry-run-options.ts'
import { readInstant } from './read-instant.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'

type Proof = {
  readonly from: string
  readonly until: string
  readonly proven: boolean
  readonly details: readonly ToldFault[]
}

/** `npm run hotline -- routing prove table.yaml` */
export const routingProveCommand: Command = {
  words: 'routing prove',
  args: '[file] [--version n | --published] [--from t] [--days n] [--language zh-CN|en] [--json]',
  about: 'prove that somebody answers every key, place and hour: of a file, a published version, or else the draft',
  async run(context) {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const read = readOptions(
      context,
      { version: text, published: flag, from: text, days: text, language: text, json: flag },
      1,
    )
    if (read === null) return 2
    const { values, positionals } = read
    const [file] = positionals
    const version = wholeNumber(values.version)
    const named = [file, values.version, values.published].filter((one) => one !== undefined)
    if (named.length > 1 || (values.version !== undefined && version === null)) {
      context.complain('Give a file, --published, or --version with the number of a published version.')
      return 2
    }
    const table = file === undefined ? null : readTableFile(file, context)
    if (file !== undefined && table === null) return 2
    const of = values.published ? 'published' : (version ?? 'draft')
    const body = table === null ? { json: { of } } : { text: table, type: 'application/yaml; charset=utf-8' }
    const from = readInstant(values.from, 'from', context)
    if (from === null) return 2
    const query = new URLSearchParams()
    if (from !== undefined) query.set('from', from)
    if (values.days !== undefined) query.set('days', values.days)
    const answer = await (await context.api()).request(
      'POST',
      `/routing/prove?${query}`,
      body,
      inLanguage(values.language),
    )
    const name = file ?? (typeof of === 'number' ? `version ${of}` : of)
    if (!answer.ok) {
      const { code } = answer.body as { code?: string }
      return refused(answer, context, name) && code === 'invalid' ? 2 : 1
    }
    if (values.json) context.say(JSON.stringify(answer.body))
    else for (const line of tellProof(answer.body as Proof, name)) context.say(line)
    return (answer.body as Proof).proven ? 0 : 1
  },
}

function tellProof({ from, until, details }: Proof, name: string): readonly string[] {
  const errors = details.filter(({ severity }) => severity === 'error').length
  const time = `${shortTime(from)} to ${shortTime(until)}`
  if (details.length === 0) return [`${name}: from ${time} somebody of the unit in charge answers every key.`]
  const counts = `${errors} error(s), ${details.length - errors} warning(s)`
  return [...tellFaults(details, name), `${name}: ${counts} from ${time}.`]
}
