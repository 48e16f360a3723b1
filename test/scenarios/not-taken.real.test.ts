import { describe } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { emergencyScenarios } from './emergency.ts'
import { hangingUpScenarios } from './hanging-up.ts'
import { nobodyScenarios } from './nobody.ts'

// Real time passes: worlds are open side by side.
describe.concurrent('by real calls', { timeout: 120_000 }, () => {
  nobodyScenarios(makeRealWorld)
  hangingUpScenarios(makeRealWorld)
  emergencyScenarios(makeRealWorld)
})
