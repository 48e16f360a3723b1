import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { keyScenarios } from './keys.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
keyScenarios(makeRealWorld)
