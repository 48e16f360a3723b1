import { makeFakeWorld } from '../harness/fake-world.ts'
import { acceptingScenarios } from './accepting.ts'

acceptingScenarios(makeFakeWorld)
