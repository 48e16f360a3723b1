import { callCommand } from './call.ts'
import { callsCommand } from './calls.ts'
import type { Command } from './command.ts'
import { routingAuditCommand } from './routing-audit.ts'
import { routingDiffCommand } from './routing-diff.ts'
import { routingDraftDiscardCommand } from './routing-draft-discard.ts'
import { routingDraftPutCommand } from './routing-draft-put.ts'
import { routingDraftShowCommand } from './routing-draft-show.ts'
import { routingDraftStartCommand } from './routing-draft-start.ts'
import { routingHolidaysCommand } from './routing-holidays.ts'
import { routingPinSetCommand } from './routing-pin-set.ts'
import { routingProveCommand } from './routing-prove.ts'
import { routingPublishCommand } from './routing-publish.ts'
import { routingRollbackCommand } from './routing-rollback.ts'
import { routingUncoveredCommand } from './routing-uncovered.ts'
import { routingValidateCommand } from './routing-validate.ts'
import { routingVersionsCommand } from './routing-versions.ts'

/** Every command of `npm run hotline`, in the order in which they are listed. */
export const commands: readonly Command[] = [
  callCommand,
  callsCommand,
  routingVersionsCommand,
  routingDraftStartCommand,
  routingDraftShowCommand,
  routingDraftPutCommand,
  routingDraftDiscardCommand,
  routingValidateCommand,
  routingProveCommand,
  routingUncoveredCommand,
  routingDiffCommand,
  routingPublishCommand,
  routingRollbackCommand,
  routingAuditCommand,
  routingHolidaysCommand,
  routingPinSetCommand,
]
