import { makeFakeWorld } from '../harness/fake-world.ts'
import { acceptingScenarios } from './accepting.ts'
import { emergencyScenarios } from './emergency.ts'
import { entranceScenarios } from './entrances.ts'
import { hangingUpScenarios } from './hanging-up.ts'
import { keyScenarios } from './keys.ts'
import { nobodyScenarios } from './nobody.ts'

acceptingScenarios(makeFakeWorld)
entranceScenarios(makeFakeWorld)
keyScenarios(makeFakeWorld)
nobodyScenarios(makeFakeWorld)
hangingUpScenarios(makeFakeWorld)
emergencyScenarios(makeFakeWorld)
