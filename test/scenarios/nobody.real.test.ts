import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { nobodyScenarios } from './nobody.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
nobodyScenarios(makeRealWorld)
