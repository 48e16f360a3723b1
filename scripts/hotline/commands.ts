import { callCommand } from './call.ts'
import { callsCommand } from './calls.ts'
import type { Command } from './command.ts'
import { contactsExportCommand } from './contacts-export.ts'
import { contactsImportCommand } from './contacts-import.ts'
import { routingAuditCommand } from './routing-audit.ts'
import { routingDraftDiscardCommand } from './routing-draft-discard.ts'
import { routingDraftPutCommand } from './routing-draft-put.ts'
import { routingDraftShowCommand } from './routing-draft-show.ts'
import { routingDraftStartCommand } from './routing-draft-start.ts'
import { routingExportCommand } from './routing-export.ts'
import { routingHolidaysCommand } from './routing-holidays.ts'
import { routingImportCommand } from './routing-import.ts'
import { routingPinSetCommand } from './routing-pin-set.ts'
import { routingPublishCommand } from './routing-publish.ts'
import { routingRollbackCommand } from './routing-rollback.ts'
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
  routingPublishCommand,
  routingRollbackCommand,
  routingAuditCommand,
  routingHolidaysCommand,
  routingPinSetCommand,
  routingExportCommand,
  routingImportCommand,
  contactsExportCommand,
  contactsImportCommand,
]
