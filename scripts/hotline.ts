import { fileURLToPath } from 'node:url'
import { createCallReader } from '../src/adapters/db/call-reader.ts'
import { createCaseReader } from '../src/adapters/db/case-reader.ts'
import { DatabaseRefused } from '../src/adapters/db/database-refused.ts'
import { openDatabase } from '../src/adapters/db/open-database.ts'
import { localClock, localDate } from '../src/domain/clocks/local-time.ts'
import { configOrExit } from '../src/main.ts'
import { tellCallStory } from './hotline/call-story.ts'

// `npm run hotline -- <command>`: what a sysadmin asks the server's record. It reads the database itself, so that it
// answers also while the server is down.
const usage = `Usage:
  npm run hotline -- call <call id | case number>   the whole story of a call, or of every call about a case
  npm run hotline -- calls [how many]               the latest calls, one line each`

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const [command, argument] = process.argv.slice(2)
const config = configOrExit()
const stamp = (at: number): string => {
  const milliseconds = String(((at % 60_000) + 60_000) % 60_000).padStart(5, '0')
  return `${localDate(at, config.timeZone)} ${localClock(at, config.timeZone)}:${milliseconds.slice(0, 2)}.${milliseconds.slice(2)}`
}

if (command === 'call' && argument !== undefined)
  process.exit(await withDatabase((readers) => tellCalls(readers, argument)))
if (command === 'calls') process.exit(await withDatabase((readers) => listCalls(readers, Number(argument ?? 20))))
say(usage)
process.exit(command === undefined || command === 'help' ? 0 : 2)

type Readers = {
  readonly calls: ReturnType<typeof createCallReader>
  readonly cases: ReturnType<typeof createCaseReader>
}

async function withDatabase(work: (readers: Readers) => Promise<number>): Promise<number> {
  try {
    const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))
    const database = openDatabase({ file: config.databaseFile, migrationsFolder })
    try {
      return await work({ calls: createCallReader(database), cases: createCaseReader(database) })
    } finally {
      database.close()
    }
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

async function tellCalls({ calls, cases }: Readers, idOrNumber: string): Promise<number> {
  const byNumber = await cases.byNumber(idOrNumber)
  const one = byNumber === null ? await calls.byId(idOrNumber) : null
  const found = byNumber === null ? (one === null ? [] : [one]) : await cases.calls(byNumber.id)
  if (found.length === 0) {
    process.stderr.write(`There is no call and no case ${idOrNumber}.\n`)
    return 1
  }
  for (const call of found) {
    const caseRow = call.caseId === null ? null : await cases.byId(call.caseId)
    const timeline = caseRow === null ? [] : await cases.timeline(caseRow.id)
    const story = { call, caseNumber: caseRow?.number ?? null, log: await calls.log(call.id), timeline }
    for (const line of tellCallStory(story, stamp)) say(line)
    say('')
  }
  return 0
}

async function listCalls({ calls, cases }: Readers, limit: number): Promise<number> {
  const { items } = await calls.list({}, { cursor: null, limit: Math.min(Math.max(limit || 20, 1), 200) })
  for (const call of items) {
    const number = call.caseId === null ? '-' : ((await cases.byId(call.caseId))?.number ?? '-')
    const result = call.termination === null ? 'under way' : `${call.termination.result}: ${call.termination.reason}`
    say(`${stamp(call.openedAt)}  ${call.id}  ${call.kind.padEnd(7)}  ${number.padEnd(10)}  ${result}`)
  }
  return 0
}
