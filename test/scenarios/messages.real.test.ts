import { describe } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { messageScenarios } from './messages.ts'

// Real time passes: worlds are open side by side.
describe.concurrent('by real calls and real SIP MESSAGE', { timeout: 120_000 }, () => {
  messageScenarios(makeRealWorld)
})
