import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseRefused } from '../../../src/adapters/db/database-refused.ts'
import { committed } from '../../contracts/ledger.ts'
import { aCall, aCase, aLine, anOrder, aPhone, aState, noon, put } from '../../contracts/records.ts'
import { aVersion } from '../../contracts/routing-store.ts'
import { migrationsFolder, openHere, storesOf, temporaryFolder } from './temporary-database.ts'

/** A server that commits without a pause, killed after so many acknowledged commits. What it had acknowledged. */
async function killedAfter(commits: number, file: string): Promise<readonly string[]> {
  const server = spawn(process.execPath, [resolve(import.meta.dirname, 'commit-forever.ts'), file, migrationsFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: server.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === commits) server.kill('SIGKILL')
  }
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  expect(server.signalCode).toBe('SIGKILL')
  return acknowledged
}

describe('a commit when the database breaks', () => {
  it.each([1, 37, 400])(
    'is there whole or not at all after kill -9, and there when it was acknowledged (%i)',
    { timeout: 30_000 },
    async (commits) => {
      const file = join(temporaryFolder(), 'hotline.db')
      const acknowledged = await killedAfter(commits, file)
      const { sqlite } = openHere(file)
      const count = (table: string) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
      const whole = count('cases')
      expect(whole).toBeGreaterThanOrEqual(acknowledged.length)
      for (const table of ['personal', 'calls', 'orders', 'deadlines', 'call_snapshots', 'call_log']) {
        expect([table, count(table)]).toEqual([table, whole])
      }
      expect(count('timeline')).toBe(2 * whole)
      const stored = new Set(sqlite.prepare(`SELECT id || ' ' || number FROM cases`).pluck().all())
      expect(acknowledged.filter((line) => !stored.has(line))).toEqual([])
      expect(sqlite.prepare('SELECT last FROM case_counters').pluck().get()).toBe(whole)
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(sqlite.pragma('foreign_key_check')).toEqual([])
    },
  )

  it('says that the disk is full, writes nothing, and goes on when there is room again', async () => {
    const handle = openHere()
    const stores = storesOf(handle)
    const kept = aCase()
    await committed(stores, put.case(kept))
    const pages = handle.sqlite.pragma('page_count', { simple: true }) as number
    handle.sqlite.pragma(`max_page_count = ${pages}`)
    const [opened, call, phone] = [aCase(), aCall(), aPhone('13800012345')]
    const commit = {
      changes: [
        put.personal(phone),
        put.case(opened),
        put.call(call),
        put.order(anOrder(opened.id)),
        ...Array.from({ length: 200 }, () => put.line(aLine(opened.id))),
      ],
      snapshots: [{ callId: call.id, state: aState(call) }],
      log: [{ callId: call.id, at: noon, event: 'CallArrived', from: 'new', to: 'menu', detail: {} }],
    }
    const refused = stores.ledger.commit(commit)
    await expect(refused).rejects.toBeInstanceOf(DatabaseRefused)
    await expect(refused).rejects.toThrow(/the disk is full.*SQLITE_FULL/)
    expect(await stores.cases.byId(opened.id)).toBeNull()
    expect(await stores.calls.byId(call.id)).toBeNull()
    expect(await stores.cases.personal([phone.id])).toEqual({})
    expect(await stores.cases.byId(kept.id)).not.toBeNull()
    const table = { ...aVersion('x'), reason: 'x'.repeat(100_000) }
    await expect(stores.routing.publish(table)).rejects.toThrow(/the disk is full.*SQLITE_FULL/)
    expect(await stores.routing.current()).toBeNull()

    handle.sqlite.pragma('max_page_count = 1000000')
    const outcome = await stores.ledger.commit(commit)
    expect(outcome).toMatchObject({ ok: true, caseNumbers: { [opened.id]: '2611230002' } })
    expect(await stores.cases.timeline(opened.id)).toHaveLength(200)
  })

  it('says that another program holds the file, and goes on when it lets go', async () => {
    const file = join(temporaryFolder(), 'hotline.db')
    const stores = storesOf(openHere(file, 30))
    const holder = new Database(file)
    holder.exec('BEGIN IMMEDIATE')
    const opened = aCase()
    await expect(stores.ledger.commit({ changes: [put.case(opened)] })).rejects.toThrow(/locked by another program/)
    expect(await stores.cases.byId(opened.id)).toBeNull()
    holder.close()
    expect(await stores.ledger.commit({ changes: [put.case(opened)] })).toMatchObject({ ok: true })
  })
})
