import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { acceptingScenarios } from './accepting.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
acceptingScenarios(makeRealWorld)
