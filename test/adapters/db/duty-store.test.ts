import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDutyStore } from '../../../src/adapters/db/duty-store.ts'
import type { DutyRevision } from '../../../src/application/ports/duty-store.ts'
import { anEntry } from '../../contracts/table-stores.ts'
import { aClosing, waterRoster } from '../../support/rosters.ts'
import { openHere, temporaryFolder } from './temporary-database.ts'

const made = (revision: number): DutyRevision => ({
  revision,
  changedAt: revision,
  changedBy: 'api:admin',
  change: { kind: 'roster', id: 'water', roster: { ...waterRoster, name: { en: `name ${revision}` } } },
})

test('a change is written with its line of the audit, or not at all', async () => {
  const handle = openHere()
  const duty = createDutyStore(handle)
  await duty.save(made(1), anEntry('rosterSaved'))
  const before = await duty.current()
  handle.sqlite.exec(`CREATE TRIGGER full BEFORE INSERT ON routing_audit BEGIN SELECT RAISE(ABORT, 'full'); END`)
  await expect(duty.save(made(2), anEntry('rosterSaved'))).rejects.toThrow('full')
  expect(await duty.current()).toBe(before)
  handle.sqlite.exec('DROP TRIGGER full')
  expect(await duty.save(made(2), anEntry('rosterSaved'))).toBe(true)
})

test('what another server on the same file has changed counts at once, and after a restart', async () => {
  const file = join(temporaryFolder(), 'hotline.db')
  const [one, other] = [createDutyStore(openHere(file)), createDutyStore(openHere(file))]
  await one.save(made(1), anEntry('rosterSaved'))
  expect((await other.current()).revision).toBe(1)
  expect(await other.save(made(1), anEntry('rosterSaved'))).toBe(false)
  const override = aClosing(5)
  const set: DutyRevision = { ...made(2), change: { kind: 'override', override } }
  expect(await other.save(set, anEntry('overrideSet'))).toBe(true)
  expect((await one.current()).overrides).toEqual([override])
  expect(await createDutyStore(openHere(file)).current()).toEqual(await one.current())
})

test('years of changes are found by an index: 20,000 of them, of which 40 things still count', async () => {
  const handle = openHere()
  const duty = createDutyStore(handle)
  const insert = handle.sqlite.prepare(`INSERT INTO duty_changes VALUES (?, 'roster', ?, ?, NULL, ?, 'api:admin')`)
  const document = JSON.stringify(waterRoster)
  handle.sqlite.transaction(() => {
    for (let revision = 1; revision <= 20_000; revision += 1)
      insert.run(revision, `r${revision % 40}`, document, revision)
  })()
  expect((await duty.current()).rosters).toHaveLength(40)
  const plan = handle.sqlite
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT max(revision) FROM duty_changes WHERE revision <= 9 GROUP BY kind, thing`,
    )
    .all()
  expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX duty_changes_thing')
})
