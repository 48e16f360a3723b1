import { dutyStoreContract } from '../../contracts/duty-store.ts'
import { eventFeedContract } from '../../contracts/event-feed.ts'
import { ledgerContract } from '../../contracts/ledger.ts'
import { numbersContract } from '../../contracts/ledger-numbers.ts'
import { readersContract } from '../../contracts/ledger-readers.ts'
import { recordContract } from '../../contracts/ledger-record.ts'
import { routingStoreContract } from '../../contracts/routing-store.ts'
import { tableStoresContract } from '../../contracts/table-stores.ts'
import { sqliteStores } from './temporary-database.ts'

ledgerContract('in SQLite', sqliteStores)
numbersContract('in SQLite', sqliteStores)
recordContract('in SQLite', sqliteStores)
eventFeedContract('in SQLite', sqliteStores)
readersContract('in SQLite', sqliteStores)
routingStoreContract('in SQLite', sqliteStores)
tableStoresContract('in SQLite', sqliteStores)
dutyStoreContract('in SQLite', sqliteStores)
