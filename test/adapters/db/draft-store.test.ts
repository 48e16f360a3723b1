import { expect, test } from 'vitest'
import { createDraftStore } from '../../../src/adapters/db/draft-store.ts'
import { anEntry } from '../../contracts/table-stores.ts'
import { smallTable } from '../../support/small-table.ts'
import { openHere } from './temporary-database.ts'

test('the last 200 revisions are kept: a draft that is edited for years does not fill the disk', async () => {
  const drafts = createDraftStore(openHere())
  for (let revision = 1; revision <= 203; revision += 1) {
    const row = {
      revision,
      state: 'open',
      table: smallTable,
      text: 't',
      base: 1,
      changedAt: 1,
      changedBy: 'x',
    } as const
    expect(await drafts.save(row, anEntry('draftSaved'))).toBe(true)
  }
  expect(await drafts.revision(3)).toBeNull()
  expect(await drafts.revision(4)).toMatchObject({ revision: 4, text: 't' })
  expect(await drafts.latest()).toMatchObject({ revision: 203 })
})
