import { describe } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { changeScenarios } from './changes.ts'

// Real time passes: worlds are open side by side. The longest of these makes five calls.
describe.concurrent('by real calls', { timeout: 180_000 }, () => {
  changeScenarios(makeRealWorld)
})
