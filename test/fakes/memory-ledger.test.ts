import { eventFeedContract } from '../contracts/event-feed.ts'
import { ledgerContract } from '../contracts/ledger.ts'
import { numbersContract } from '../contracts/ledger-numbers.ts'
import { readersContract } from '../contracts/ledger-readers.ts'
import { recordContract } from '../contracts/ledger-record.ts'
import { routingStoreContract } from '../contracts/routing-store.ts'
import { memoryStores } from './memory-ledger.ts'

ledgerContract('in memory', memoryStores)
numbersContract('in memory', memoryStores)
recordContract('in memory', memoryStores)
eventFeedContract('in memory', memoryStores)
readersContract('in memory', memoryStores)
routingStoreContract('in memory', memoryStores)
