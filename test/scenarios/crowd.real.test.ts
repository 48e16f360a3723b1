import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { crowdScenarios } from './crowd.ts'

// Forty telephones on one machine take their time.
vi.setConfig({ testTimeout: 180_000 })
crowdScenarios(makeRealWorld)
