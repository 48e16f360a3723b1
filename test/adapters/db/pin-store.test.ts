import { createAuditReader } from '../../../src/adapters/db/audit-reader.ts'
import { createPinStore } from '../../../src/adapters/db/pin-store.ts'
import { pinStoreContract } from '../../contracts/pin-store.ts'
import { openHere } from './temporary-database.ts'

pinStoreContract('in SQLite', () => {
  const handle = openHere()
  return { pins: createPinStore(handle), audit: createAuditReader(handle) }
})
