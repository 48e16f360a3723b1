import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseRefused } from '../../src/adapters/db/database-refused.ts'
import { openDatabase } from '../../src/adapters/db/open-database.ts'
import { openForReading } from '../../src/adapters/db/open-for-reading.ts'
import { createRecordReader } from '../../src/adapters/db/record-reader.ts'
import { createRecordWriter } from '../../src/adapters/db/record-writer.ts'
import { rebuildRecord } from '../../src/application/record/rebuild-record.ts'
import type { Difference } from '../../src/domain/record/compare-rows.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { tellTable } from './tell-table.ts'

/** `npm run hotline -- record rebuild [--into FILE]` */
export const recordRebuildCommand: Command = {
  words: 'record rebuild',
  args: '[--into file] [--json]',
  about: 'rebuild the tables from the timeline in a second database and compare every row; the server may run',
  async run(context) {
    const read = readOptions(context, { into: { type: 'string' }, json: { type: 'boolean' } }, 0)
    if (read === null) return 2
    const { into, json = false } = read.values
    if (into !== undefined && existsSync(into)) {
      context.complain(`${into} is there already. Name a file that does not exist.`)
      return 2
    }
    const folder = into === undefined ? mkdtempSync(join(tmpdir(), 'hotline-record-')) : null
    try {
      return await rebuild(context, into ?? join(folder ?? '', 'rebuilt.db'), { kept: into ?? null, json })
    } catch (error) {
      if (!(error instanceof DatabaseRefused)) throw error
      context.complain(error.message)
      return 1
    } finally {
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function rebuild(
  { config, say }: Parameters<Command['run']>[0],
  file: string,
  { kept, json }: { readonly kept: string | null; readonly json: boolean },
): Promise<number> {
  const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
  const source = openForReading({ file: config.databaseFile, migrationsFolder })
  const target = openDatabase({ file, migrationsFolder })
  try {
    // What is lost with a crash is made again by asking again.
    target.sqlite.pragma('synchronous = OFF')
    const { rows, ...counts } = await rebuildRecord({
      record: createRecordReader(source),
      rebuilt: createRecordReader(target),
      write: createRecordWriter(target),
      tell: (difference) => say(json ? JSON.stringify(difference) : told(difference)),
    })
    if (json) say(JSON.stringify({ ...counts, rows, into: kept }))
    else {
      for (const line of tellTable(
        ['table', 'rows'],
        Object.entries(rows).map(([table, count]) => [table, String(count)]),
      ))
        say(line)
      say(`${counts.cases} cases rebuilt from ${counts.lines} lines: ${counts.differences || 'no'} differences`)
      if (kept !== null) say(`The rebuilt database: ${kept}`)
    }
    return counts.differences === 0 ? 0 : 1
  } finally {
    target.close()
    source.close()
  }
}

function told({ caseId, table, id, field, recorded, stored }: Difference): string {
  const place = `case ${caseId}  ${table} ${id}`
  if (field === null) return `${place}: ${stored === null ? 'in the record, not stored' : 'stored, not in the record'}`
  return `${place}  ${field}: recorded ${JSON.stringify(recorded)}, stored ${JSON.stringify(stored)}`
}
