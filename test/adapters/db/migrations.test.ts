import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { settledDeadline } from '../../../src/domain/clocks/set-deadline.ts'
import { compareRows } from '../../../src/domain/record/compare-rows.ts'
import { rebuildRows } from '../../../src/domain/record/rebuild-rows.ts'
import { committed } from '../../contracts/ledger.ts'
import { aLine, put } from '../../contracts/records.ts'
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

  it('begin the record of a case that is there already with a line that says what there is', async () => {
    const file = databaseOf(9)
    const before = new Database(file)
    before.exec(`
      INSERT INTO cases (id, number, revision, category, origin, status, urgency, language, routing_version, opened_at)
        VALUES ('c', '2611230001', 4, 'water', 'citizen', 'handling', 'normal', 'zh-CN', 1, 5),
               ('e', '2611230002', 1, NULL, 'citizen', 'open', 'normal', 'zh-CN', 1, 6);
      INSERT INTO orders (id, case_id, revision, unit, code, lead, status, issued_at, accepted_by, skipped)
        VALUES ('o', 'c', 3, '05', '100', 1, 'accepted', 7, 'responder:0501', '["notified"]'),
               ('p', 'c', 1, '08', NULL, 0, 'issued', 8, NULL, '[]');
      INSERT INTO deadlines (id, case_id, order_id, kind, due, status, reason, ladder)
        VALUES ('d', 'c', 'o', 'arrive', 60, 'running', '{"base":"notified"}', '[{"afterMinutes":0}]');
      INSERT INTO calls (id, kind, line, language, routing_version, node, holder, case_id, opened_at, ended_at, result, reason)
        VALUES ('over', 'citizen', 'hotline', 'zh-CN', 1, 'n', 'h', 'c', 5, 9, 'connected', 'callerHungUp'),
               ('open', 'order', 'hotline', 'zh-CN', 1, 'n', 'h', 'c', 9, NULL, NULL, NULL);
      INSERT INTO recordings (name, kind, call_id, case_id, started_at, seconds, status)
        VALUES ('r', 'statement', 'over', 'c', 6, 7, 'done'), ('s', 'conversation', 'open', 'c', 9, NULL, 'recording');
      INSERT INTO messages (id, kind, dedupe_key, to_ref, language, variables, priority, status, case_id, created_at, attempts, expires_at, detail)
        VALUES ('m', 'orderToTeam', 'k', 'x', 'zh-CN', '{"code":"100"}', 0, 'sending', 'c', 7, 2, 99, 'unreachable: away'),
               ('n', 'orderToTeam', 'l', 'x', 'zh-CN', '{}', 0, 'failed', 'c', 7, 5, 99, 'rejected: no');
    `)
    before.close()
    const stores = storesOf(openHere(file))
    const [first, second] = await stores.record.cases(null, 9)
    expect(first?.lines).toMatchObject([{ what: 'recordBegun', actor: 'system', caseId: 'c' }])
    expect(first?.rows.map(({ table, id }) => `${table} ${id}`)).toEqual([
      ...['case c', 'order o', 'order p', 'deadline d', 'message m', 'message n', 'recording r', 'call over'],
    ])
    for (const one of [first!, second!]) expect(compareRows(rebuildRows(one.lines), one.rows)).toEqual([])
    const order = await stores.cases.order('o')
    await committed(stores, put.order({ ...order!, revision: 4, status: 'arrived' }), put.line(aLine('c')))
    for (const one of await stores.record.cases(null, 9)) {
      expect(compareRows(rebuildRows(one.lines), one.rows)).toEqual([])
    }
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
