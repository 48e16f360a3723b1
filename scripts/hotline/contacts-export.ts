import { writeFileSync } from 'node:fs'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- contacts export contacts.xlsx` */
export const contactsExportCommand: Command = {
  words: 'contacts export',
  args: '<file> [--format csv|xlsx] [--encoding utf-8|gbk] [--version n|draft|published]',
  about: "units' people and telephones as a spreadsheet, a row a telephone",
  async run(context) {
    const { say, complain } = context
    const text = { type: 'string' } as const
    const read = readOptions(context, { format: text, encoding: text, version: text }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const { version = 'published', encoding = 'utf-8' } = read.values
    const { format = file?.endsWith('.xlsx') ? 'xlsx' : 'csv' } = read.values
    if (file === undefined || !['csv', 'xlsx'].includes(format) || !['utf-8', 'gbk'].includes(encoding)) {
      complain('Which file? --format is csv or xlsx; --encoding utf-8 or gbk.')
      return 2
    }
    const path = `/contacts?${new URLSearchParams({ format, encoding, of: version })}`
    const api = await context.api()
    const { ok, bytes } = await api.bytes(path)
    if (!ok) return refused(await api.request('GET', path), context)
    writeFileSync(file, bytes)
    say(`${file}: contacts of ${/^\d/.test(version) ? `version ${version}` : `the ${version} table`}.`)
    return 0
  },
}
