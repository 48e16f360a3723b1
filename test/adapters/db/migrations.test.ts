import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { settledDeadline } from '../../../src/domain/clocks/set-deadline.ts'
import { migrationsFolder, openHere, storesOf, temporaryFolder } from './temporary-database.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A database as a program had it that knew only the first migrations. */
function databaseOf(count: number): string {
  const older = join(temporaryFolder(), 'migrations')
  cpSync(migrationsFolder, older, { recursive: true })
  const journal = join(older, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }))
  const file = join(temporaryFolder(), 'hotline.db')
  openDatabase({ file, migrationsFolder: older, lockWaitMs: 50 }).close()
  return file
}

describe('the migrations', () => {
  it('leave a deadline that runs as it was: due at its instant, without a ladder', async () => {
    const file = databaseOf(3)
    const before = new Database(file)
    before.exec(`
      INSERT INTO cases (id, number, revision, origin, status, urgency, language, routing_version, opened_at)
        VALUES ('c', '2611230001', 1, 'citizen', 'open', 'normal', 'zh-CN', 1, 5);
      INSERT INTO deadlines (id, case_id, kind, due, status, reason) VALUES ('d', 'c', 'dispatch', 60, 'running', '{}');
    `)
    before.close()
    const stores = storesOf(openHere(file))
    const [deadline] = await stores.cases.deadlines('c')
    expect(deadline).toEqual({
      id: 'd',
      caseId: 'c',
      orderId: null,
      kind: 'dispatch',
      due: 60,
      status: 'running',
      settledAt: null,
      reason: {},
      revision: 1,
      ladder: [],
      stepsDone: 0,
      nextStepAt: null,
      acknowledgedBy: null,
    })
    const settled = settledDeadline(deadline!, 'late', 99)
    expect(await stores.ledger.commit({ changes: [{ put: 'deadline', row: settled }] })).toMatchObject({ ok: true })
  })

  it('make the tables that the schema describes: there is nothing left to generate', { timeout: 60_000 }, () => {
    const copy = join(temporaryFolder(), 'migrations')
    cpSync(migrationsFolder, copy, { recursive: true })
    const kit = join(root, 'node_modules/drizzle-kit/bin.cjs')
    const schema = './src/adapters/db/schema/*.ts'
    const out = relative(root, copy)
    const said = execFileSync(
      process.execPath,
      [kit, 'generate', '--dialect=sqlite', `--schema=${schema}`, `--out=${out}`],
      { cwd: root, encoding: 'utf8' },
    )
    expect(said).toContain('No schema changes')
    expect(readdirSync(copy)).toEqual(readdirSync(migrationsFolder))
  })
})
