import { makeFakeWorld } from '../harness/fake-world.ts'
import { acceptingScenarios } from './accepting.ts'
import { changeScenarios } from './changes.ts'
import { crowdScenarios } from './crowd.ts'
import { emergencyScenarios } from './emergency.ts'
import { entranceScenarios } from './entrances.ts'
import { faultScenarios } from './faults.ts'
import { hangingUpScenarios } from './hanging-up.ts'
import { interruptionScenarios } from './interruptions.ts'
import { keyScenarios } from './keys.ts'
import { messageScenarios } from './messages.ts'
import { nobodyScenarios } from './nobody.ts'

acceptingScenarios(makeFakeWorld)
changeScenarios(makeFakeWorld)
entranceScenarios(makeFakeWorld)
keyScenarios(makeFakeWorld)
nobodyScenarios(makeFakeWorld)
hangingUpScenarios(makeFakeWorld)
emergencyScenarios(makeFakeWorld)
crowdScenarios(makeFakeWorld)
faultScenarios(makeFakeWorld)
interruptionScenarios(makeFakeWorld)
messageScenarios(makeFakeWorld)
