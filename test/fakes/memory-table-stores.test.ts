import { dutyStoreContract } from '../contracts/duty-store.ts'
import { tableStoresContract } from '../contracts/table-stores.ts'
import { memoryTableStores } from './memory-table-stores.ts'

tableStoresContract('in memory', memoryTableStores)
dutyStoreContract('in memory', memoryTableStores)
