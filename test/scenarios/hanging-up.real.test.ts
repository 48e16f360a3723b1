import { vi } from 'vitest'
import { makeRealWorld } from '../harness/real-world.ts'
import { hangingUpScenarios } from './hanging-up.ts'

// Real telephones take real time.
vi.setConfig({ testTimeout: 120_000 })
hangingUpScenarios(makeRealWorld)
