import { pinStoreContract } from '../contracts/pin-store.ts'
import { createMemoryPins } from './memory-pins.ts'
import { memoryTableStores } from './memory-table-stores.ts'

pinStoreContract('in memory', () => {
  const { audit, addToAudit } = memoryTableStores()
  return { pins: createMemoryPins(addToAudit), audit }
})
