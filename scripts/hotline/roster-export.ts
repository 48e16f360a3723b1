import { writeFileSync } from 'node:fs'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'
import { rosterFormatOf, rosterFormats } from './roster-format.ts'

/** `npm run hotline -- roster export water water.xlsx` */
export const rosterExportCommand: Command = {
  words: 'roster export',
  args: '<id> <file.csv|.xlsx|.ics> [--encoding utf-8|gbk] [--days n] [--person id]',
  about: 'a roster as a spreadsheet, or as a calendar of who is on duty in the days to come',
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { encoding: text, days: text, person: text }, 2)
    if (read === null) return 2
    const [id, file] = read.positionals
    const format = rosterFormatOf(file)
    if (id === undefined || file === undefined || format === null) {
      complain(`Which roster, and to which file? Its name ends with ${rosterFormats.join(', ')}.`)
      return 2
    }
    const asked = new URLSearchParams({ ...read.values })
    const path = `/rosters/${encodeURIComponent(id)}.${format}?${asked}`
    const api = await context.api()
    const { ok, bytes } = await api.bytes(path)
    if (!ok) return refused(await api.request('GET', path), context)
    writeFileSync(file, bytes)
    say(`${file}: the roster ${id}.`)
    return 0
  },
}
