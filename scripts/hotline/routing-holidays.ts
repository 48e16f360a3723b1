import type { Command, CommandContext } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refused } from './refused.ts'
import { revisionOf, type ServerApi } from './server-api.ts'
import { type ToldDraft, tellDraft } from './tell-draft.ts'
import { tellTable } from './tell-table.ts'

type Holidays = {
  readonly year: number
  readonly source: string
  readonly version: number
  readonly revision: number | null
  readonly differing: number
  readonly items: readonly {
    readonly date: string
    readonly difference: 'none' | 'missing' | 'otherKind' | 'own'
    readonly kind: string | null
    readonly inTable: string | null
    readonly name: Readonly<Record<string, string>>
  }[]
  readonly calendar: readonly unknown[]
}

const differences = {
  none: '',
  missing: 'not in the table',
  otherKind: 'otherwise in the table',
  own: "the table's own",
}

/** `npm run hotline -- routing holidays 2026 --approve` */
export const routingHolidaysCommand: Command = {
  words: 'routing holidays',
  args: '<year> [--approve] [--json]',
  about: "a year's holidays and moved working days beside the table's calendar; --approve puts them into the draft",
  async run(context) {
    const { say, complain } = context
    const read = readOptions(context, { approve: { type: 'boolean' }, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const year = wholeNumber(read.positionals[0])
    if (year === null) {
      complain('Which year?')
      return 2
    }
    const api = await context.api()
    const answer = await api.request('GET', `/routing/holidays?year=${year}`)
    if (!answer.ok) return refused(answer, context)
    const holidays = answer.body as Holidays
    if (read.values.approve) return approve(holidays, api, context, read.values.json ?? false)
    if (read.values.json) say(JSON.stringify(holidays))
    else {
      const rows = holidays.items.map(({ date, difference, kind, inTable, name }) => [
        date,
        kind ?? '-',
        inTable ?? '-',
        Object.values(name).join(' / '),
        differences[difference],
      ])
      for (const line of tellTable(['date', 'announced', 'table', 'name', ''], rows)) say(line)
      const compared =
        holidays.revision === null ? `version ${holidays.version}` : `draft revision ${holidays.revision}`
      say(`${holidays.source}, compared with ${compared}: ${holidays.differing} day(s) to approve.`)
    }
    return holidays.differing === 0 ? 0 : 1
  },
}

/** Saves a draft with the year's days in its calendar; nothing else of the table is touched. */
async function approve(
  { year, version, revision, differing, calendar }: Holidays,
  api: ServerApi,
  context: CommandContext,
  json: boolean,
): Promise<number> {
  const { say, complain } = context
  if (differing === 0) {
    say(json ? JSON.stringify({ year, differing }) : `The calendar says all of ${year} already.`)
    return 0
  }
  const draft = await api.request('GET', '/routing/draft')
  if (revision === null && draft.ok) {
    complain('Somebody has just begun a draft: look at the holidays again.')
    return 1
  }
  const compared = revision === null ? await api.request('GET', `/routing/versions/${version}`) : draft
  if (!compared.ok) return refused(compared, context)
  const { table } = compared.body as { table: Readonly<Record<string, unknown>> }
  const saved = await api.request('PUT', '/routing/draft', {
    json: {
      table: { ...table, calendar },
      // What the calendar was compared with: whatever was saved in between is a conflict.
      revision: revision ?? revisionOf(draft) ?? 0,
      ...(revision === null ? { base: version } : {}),
      reason: `holidays of ${year}`,
    },
  })
  if (json) say(JSON.stringify(saved.body))
  if (saved.ok) {
    if (json) return 0
    say(`${differing} day(s) of ${year} are in the draft; they count when it is published.`)
    for (const line of tellDraft(saved.body as ToldDraft)) say(line)
    return 0
  }
  return json ? 1 : refused(saved, context)
}
