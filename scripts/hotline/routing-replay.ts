import type { Command } from './command.ts'
import { inLanguage, tableAsked, tableOptions } from './dry-run-options.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { shortTime } from './short-time.ts'

type Replay = {
  readonly summary: readonly string[]
  readonly groups: readonly {
    readonly text: string
    readonly count: number
    readonly calls: readonly { readonly id: string; readonly caseNumber: string | null; readonly at: string }[]
  }[]
}

/** Calls shown of each group; `--json` has more. */
const shown = 10
const text = { type: 'string' } as const

/** `npm run hotline -- routing replay --from 2026-11-16T00:00` */
export const routingReplayCommand: Command = {
  words: 'routing replay',
  args: '--from time [--until time] [--draft | --version n | --file f] [--language zh-CN|en] [--json]',
  about: 'which calls of the past would go elsewhere by the draft (or a version, or a file); 1 where any would',
  async run(context) {
    const read = readOptions(context, { ...tableOptions, from: text, until: text }, 0)
    if (read === null) return 2
    const { from, until, json = false, language, ...asked } = read.values
    const isNamed = asked.version !== undefined || asked.file !== undefined
    const table = tableAsked({ ...asked, draft: asked.draft ?? !isNamed }, context)
    if (table === null) return 2
    if (from === undefined) {
      context.complain('From when on? Give --from 2026-11-16T00:00.')
      return 2
    }
    const body = { ...table, from, ...(until === undefined ? {} : { until }) }
    const answer = await (await context.api()).request('POST', '/routing/replay', { json: body }, inLanguage(language))
    if (!answer.ok) {
      const code = refused(answer, context)
      return answer.status === 400 ? 2 : code
    }
    const replay = answer.body as Replay
    for (const line of json ? [JSON.stringify(replay)] : tell(replay)) context.say(line)
    return replay.groups.length === 0 ? 0 : 1
  },
}

function tell({ summary, groups }: Replay): readonly string[] {
  const counts = summary.slice(0, summary.length - groups.length)
  return [
    ...counts,
    ...groups.flatMap(({ text: said, count, calls }) => [
      said,
      ...calls.slice(0, shown).map(({ id, caseNumber, at }) => `    ${shortTime(at)}  ${caseNumber ?? '-'}  ${id}`),
      ...(count > shown ? [`    … ${count - shown}`] : []),
    ]),
  ]
}
