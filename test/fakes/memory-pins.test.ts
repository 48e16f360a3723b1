import { pinStoreContract } from '../contracts/pin-store.ts'
import { createMemoryPins } from './memory-pins.ts'

pinStoreContract('in memory', createMemoryPins)
