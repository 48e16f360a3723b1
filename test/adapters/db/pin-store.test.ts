import { createPinStore } from '../../../src/adapters/db/pin-store.ts'
import { pinStoreContract } from '../../contracts/pin-store.ts'
import { openHere } from './temporary-database.ts'

pinStoreContract('in SQLite', () => createPinStore(openHere()))
