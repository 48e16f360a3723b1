import { copyFileSync, cpSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { checkDatabase } from '../../../src/adapters/db/check-database.ts'
import { DatabaseRefused } from '../../../src/adapters/db/database-refused.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { committed } from '../../contracts/ledger.ts'
import { aCase, aLine, aPhone, put } from '../../contracts/records.ts'
import { aVersion } from '../../contracts/routing-store.ts'
import { anEntry } from '../../contracts/table-stores.ts'
import { migrationsFolder, openHere, storesOf, temporaryFolder } from './temporary-database.ts'

/** What opening says; fails the test when it does not refuse. */
function refusalOf(file: string, folder = migrationsFolder): string {
  try {
    openDatabase({ file, migrationsFolder: folder, lockWaitMs: 50 }).close()
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseRefused)
    expect((error as DatabaseRefused).message).toContain(file)
    return (error as DatabaseRefused).message
  }
  throw new Error(`${file} was opened`)
}

describe('a database that is opened', () => {
  it('is made with its folder, readable by nobody else, and survives power cuts', () => {
    const file = join(temporaryFolder(), 'deep', 'data', 'hotline.db')
    const { sqlite } = openHere(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600)
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(sqlite.pragma('synchronous', { simple: true })).toBe(2)
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('goes on where it was: rows, case numbers, the published table', async () => {
    const file = join(temporaryFolder(), 'hotline.db')
    const first = openHere(file)
    const opened = aCase()
    expect((await committed(storesOf(first), put.case(opened))).caseNumbers).toEqual({ [opened.id]: '2611230001' })
    await storesOf(first).routing.publish(aVersion('first'))
    first.close()
    first.close()

    const again = storesOf(openHere(file))
    const next = aCase()
    expect((await committed(again, put.case(next))).caseNumbers).toEqual({ [next.id]: '2611230002' })
    expect(await again.cases.byNumber('2611230001')).toMatchObject({ id: opened.id })
    expect((await again.routing.publish(aVersion('second')))?.number).toBe(2)
  })

  it('never gives a number again, though its case was deleted', async () => {
    const handle = openHere()
    await committed(storesOf(handle), put.case(aCase()))
    handle.sqlite.pragma('foreign_keys = OFF')
    handle.sqlite.exec('DROP TRIGGER cases_are_not_lost; DELETE FROM cases')
    const next = aCase()
    expect((await committed(storesOf(handle), put.case(next))).caseNumbers).toEqual({ [next.id]: '2611230002' })
  })

  it('keeps the timeline, published tables, the duty and the audit from being changed or deleted', async () => {
    const handle = openHere()
    const opened = aCase()
    await committed(storesOf(handle), put.case(opened), put.line(aLine(opened.id)))
    await storesOf(handle).routing.publish(aVersion('first'), { entry: anEntry('published') })
    const change = { kind: 'roster', id: 'water', roster: null } as const
    const made = { revision: 1, changedAt: 0, changedBy: 'api:admin', change }
    expect(await storesOf(handle).duty.save(made, anEntry('rosterSaved'))).toBe(true)
    for (const sql of [
      'UPDATE duty_changes SET document = NULL',
      'DELETE FROM duty_changes',
      `UPDATE routing_audit SET why = ''`,
      'DELETE FROM routing_audit',
      `UPDATE timeline SET what = 'nothing'`,
      'DELETE FROM timeline',
      `UPDATE routing_versions SET reason = ''`,
      'DELETE FROM routing_versions',
    ]) {
      expect(() => handle.sqlite.exec(sql)).toThrow(/append-only|immutable/)
    }
  })

  it('leaves nothing of an erased number in its file', async () => {
    const file = join(temporaryFolder(), 'hotline.db')
    const handle = openHere(file)
    const phone = aPhone('13877776666')
    await committed(storesOf(handle), put.personal(phone))
    handle.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    expect(readFileSync(file).includes('13877776666')).toBe(true)
    await committed(storesOf(handle), put.personal({ ...phone, value: null }))
    handle.close()
    expect(readFileSync(file).includes('13877776666')).toBe(false)
  })
})

describe('a database is refused with a reason and a remedy', () => {
  it('when a newer version wrote it, and is left as it was', () => {
    const folder = temporaryFolder()
    const [file, newer] = [join(folder, 'hotline.db'), join(folder, 'newer')]
    cpSync(migrationsFolder, newer, { recursive: true })
    const journal = JSON.parse(readFileSync(join(newer, 'meta/_journal.json'), 'utf8'))
    const last = journal.entries.at(-1)
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_from_the_future' })
    writeFileSync(join(newer, 'meta/_journal.json'), JSON.stringify(journal))
    writeFileSync(join(newer, '9999_from_the_future.sql'), 'CREATE TABLE future (id integer);')
    openDatabase({ file, migrationsFolder: newer }).close()
    const before = readFileSync(file)
    expect(refusalOf(file)).toMatch(/newer version.*Start that version/)
    expect(readFileSync(file).equals(before)).toBe(true)
    openDatabase({ file, migrationsFolder: newer }).close()
  })

  it('when it is no SQLite file', () => {
    const file = join(temporaryFolder(), 'hotline.db')
    writeFileSync(file, 'numbers: 12345\n'.repeat(500))
    expect(refusalOf(file)).toMatch(/not an SQLite database.*SQLITE_NOTADB/)
  })

  it('when it belongs to another program', () => {
    const file = join(temporaryFolder(), 'hotline.db')
    const other = new Database(file)
    other.exec('CREATE TABLE cdr (id integer)')
    other.close()
    expect(refusalOf(file)).toMatch(/another program/)
  })

  it('when half of it is missing', async () => {
    const folder = temporaryFolder()
    const [file, half] = [join(folder, 'hotline.db'), join(folder, 'half.db')]
    openHere(file).close()
    copyFileSync(file, half)
    truncateSync(half, statSync(half).size / 2)
    expect(refusalOf(half)).toMatch(/damaged.*backup.*SQLITE_CORRUPT/)
  })

  it('when its place is a folder, lies under a file, or can be written by nobody', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'hotline.db'))
    expect(refusalOf(join(folder, 'hotline.db'))).toMatch(/is a folder/)
    writeFileSync(join(folder, 'file'), '')
    expect(refusalOf(join(folder, 'file', 'hotline.db'))).toMatch(/a folder that is a file/)
    expect(refusalOf('/sys/hotline.db')).toMatch(/Give the user|read-only/)
    expect(refusalOf('/proc/none/hotline.db')).toMatch(/Choose another data folder/)
  })

  it('when another program holds it', () => {
    const file = join(temporaryFolder(), 'hotline.db')
    openHere(file).close()
    const holder = new Database(file)
    holder.pragma('locking_mode = EXCLUSIVE')
    holder.exec('BEGIN EXCLUSIVE')
    expect(refusalOf(file)).toMatch(/locked by another program/)
    holder.close()
  })
})

describe('the check for readiness', () => {
  it('passes an open database and changes nothing', () => {
    const handle = openHere()
    expect(checkDatabase(handle)).toEqual({ ok: true })
    expect(handle.sqlite.pragma('user_version', { simple: true })).toBe(0)
  })

  it('tells a lock, a lost file and a closed database', () => {
    const file = join(temporaryFolder(), 'hotline.db')
    const handle = openHere(file)
    const holder = new Database(file)
    holder.exec('BEGIN IMMEDIATE')
    expect(checkDatabase(handle)).toMatchObject({ ok: false, reason: expect.stringContaining('locked') })
    holder.close()
    expect(checkDatabase(handle)).toEqual({ ok: true })
    copyFileSync(file, `${file}.other`)
    expect(checkDatabase({ ...handle, file: `${file}.other` })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('moved or deleted'),
    })
    expect(checkDatabase({ ...handle, file: `${file}.gone` })).toMatchObject({ ok: false })
    handle.close()
    expect(checkDatabase(handle)).toMatchObject({ ok: false, reason: expect.stringContaining('closed') })
  })
})
