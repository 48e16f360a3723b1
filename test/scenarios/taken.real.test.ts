import { describe } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { acceptingScenarios } from './accepting.ts'
import { entranceScenarios } from './entrances.ts'
import { keyScenarios } from './keys.ts'

// Real time passes: worlds are open side by side.
describe.concurrent('by real calls', { timeout: 120_000 }, () => {
  acceptingScenarios(makeRealWorld)
  entranceScenarios(makeRealWorld)
  keyScenarios(makeRealWorld)
})
