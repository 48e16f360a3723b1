import { callCommand } from './call.ts'
import { callsCommand } from './calls.ts'
import type { Command } from './command.ts'
import { routingPinSetCommand } from './routing-pin-set.ts'

/** Every command of `npm run hotline`, in the order in which they are listed. */
export const commands: readonly Command[] = [callCommand, callsCommand, routingPinSetCommand]
