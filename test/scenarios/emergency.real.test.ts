import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { emergencyScenarios } from './emergency.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
emergencyScenarios(makeRealWorld)
