import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { entranceScenarios } from './entrances.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
entranceScenarios(makeRealWorld)
