import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import { createAuditReader } from '../../../src/adapters/db/audit-reader.ts'
import { createCallReader } from '../../../src/adapters/db/call-reader.ts'
import { createCaseReader } from '../../../src/adapters/db/case-reader.ts'
import { createDeadlineReader } from '../../../src/adapters/db/deadline-reader.ts'
import { createDraftStore } from '../../../src/adapters/db/draft-store.ts'
import { createDutyStore } from '../../../src/adapters/db/duty-store.ts'
import { createEventFeed } from '../../../src/adapters/db/event-feed.ts'
import { createInboundReader } from '../../../src/adapters/db/inbound-reader.ts'
import { createLedger } from '../../../src/adapters/db/ledger.ts'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'
import { createMessageReader } from '../../../src/adapters/db/message-reader.ts'
import { type DatabaseHandle, openDatabase } from '../../../src/adapters/db/open-database.ts'
import { createPhoneReader } from '../../../src/adapters/db/phone-reader.ts'
import { createRecordReader } from '../../../src/adapters/db/record-reader.ts'
import { createRoutingStore } from '../../../src/adapters/db/routing-store.ts'
import { freshId, noon } from '../../contracts/records.ts'
import type { Stores } from '../../fakes/memory-ledger.ts'

export const migrationsFolder = resolve(import.meta.dirname, '../../../migrations')

const clearings: (() => void)[] = []
afterEach(() => {
  for (const clear of clearings.splice(0).reverse()) clear()
})

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-db-'))
  clearings.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a database (by default a new one) until the end of the test. */
export function openHere(file = join(temporaryFolder(), 'hotline.db'), lockWaitMs = 50): DatabaseHandle {
  const handle = openDatabase({ file, migrationsFolder, lockWaitMs })
  clearings.push(() => handle.close())
  return handle
}

/** Everything the database offers, in the zone of the contracts. */
export const storesOf = (handle: DatabaseHandle): Stores => ({
  ledger: createLedger(handle, {
    localDay: localDayIn('Asia/Shanghai'),
    clock: { now: () => noon },
    ids: { next: freshId },
  }),
  cases: createCaseReader(handle),
  deadlines: createDeadlineReader(handle),
  calls: createCallReader(handle),
  messages: createMessageReader(handle),
  inbound: createInboundReader(handle),
  routing: createRoutingStore(handle),
  drafts: createDraftStore(handle),
  audit: createAuditReader(handle),
  duty: createDutyStore(handle),
  phones: createPhoneReader(handle),
  record: createRecordReader(handle),
  events: createEventFeed(handle),
})

/** Stores on a new file. */
export const sqliteStores = (): Stores => storesOf(openHere())
