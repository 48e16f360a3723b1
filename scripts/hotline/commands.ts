import { callCommand } from './call.ts'
import { callsCommand } from './calls.ts'
import { caseCancelCommand } from './case-cancel.ts'
import { caseOpenCommand } from './case-open.ts'
import { caseReferCommand } from './case-refer.ts'
import { caseReinforceCommand } from './case-reinforce.ts'
import { caseReopenCommand } from './case-reopen.ts'
import { caseSeriousCommand } from './case-serious.ts'
import { caseSuperviseCommand } from './case-supervise.ts'
import { caseUnsuperviseCommand } from './case-unsupervise.ts'
import { clocksAcknowledgeCommand } from './clocks-acknowledge.ts'
import { clocksLateCommand, clocksListCommand } from './clocks-list.ts'
import { clocksStopCommand } from './clocks-stop.ts'
import type { Command } from './command.ts'
import { contactsExportCommand } from './contacts-export.ts'
import { contactsImportCommand } from './contacts-import.ts'
import { eraseCommand } from './erase.ts'
import { messagesListCommand } from './messages-list.ts'
import { messagesPreviewCommand } from './messages-preview.ts'
import { messagesTemplatesCommand } from './messages-templates.ts'
import { orderFeedbackAcceptCommand } from './order-feedback-accept.ts'
import { orderFeedbackSendBackCommand } from './order-feedback-send-back.ts'
import { orderIssueCommand } from './order-issue.ts'
import { orderLeadCommand } from './order-lead.ts'
import { orderListCommand } from './order-list.ts'
import { orderReportCommand } from './order-report.ts'
import { orderReturnCommand } from './order-return.ts'
import { orderRuleCommand } from './order-rule.ts'
import { orderShowCommand } from './order-show.ts'
import { orderStepCommand } from './order-step.ts'
import { orderWithdrawCommand } from './order-withdraw.ts'
import { overrideEndCommand } from './override-end.ts'
import { overrideListCommand } from './override-list.ts'
import { overrideSetCommand } from './override-set.ts'
import { phonesTestCommand } from './phones-test.ts'
import { phonesUntestedCommand } from './phones-untested.ts'
import { recordRebuildCommand } from './record-rebuild.ts'
import { rosterDeleteCommand } from './roster-delete.ts'
import { rosterEndCommand } from './roster-end.ts'
import { rosterExportCommand } from './roster-export.ts'
import { rosterImportCommand } from './roster-import.ts'
import { rosterListCommand } from './roster-list.ts'
import { rosterOverrideCommand } from './roster-override.ts'
import { rosterPutCommand } from './roster-put.ts'
import { rosterShowCommand } from './roster-show.ts'
import { rosterSwapCommand } from './roster-swap.ts'
import { rosterWhoCommand } from './roster-who.ts'
import { routingAuditCommand } from './routing-audit.ts'
import { routingDiffCommand } from './routing-diff.ts'
import { routingDraftDiscardCommand } from './routing-draft-discard.ts'
import { routingDraftPutCommand } from './routing-draft-put.ts'
import { routingDraftShowCommand } from './routing-draft-show.ts'
import { routingDraftStartCommand } from './routing-draft-start.ts'
import { routingDryRunCommand } from './routing-dry-run.ts'
import { routingExportCommand } from './routing-export.ts'
import { routingHolidaysCommand } from './routing-holidays.ts'
import { routingImportCommand } from './routing-import.ts'
import { routingPinSetCommand } from './routing-pin-set.ts'
import { routingProveCommand } from './routing-prove.ts'
import { routingPublishCommand } from './routing-publish.ts'
import { routingReplayCommand } from './routing-replay.ts'
import { routingRollbackCommand } from './routing-rollback.ts'
import { routingUncoveredCommand } from './routing-uncovered.ts'
import { routingValidateCommand } from './routing-validate.ts'
import { routingVersionsCommand } from './routing-versions.ts'
import { routingWhoCommand } from './routing-who.ts'

/** Every command of `npm run hotline`, in the order in which they are listed. */
export const commands: readonly Command[] = [
  callCommand,
  callsCommand,
  clocksListCommand,
  clocksLateCommand,
  clocksAcknowledgeCommand,
  clocksStopCommand,
  caseOpenCommand,
  caseReopenCommand,
  caseReferCommand,
  caseCancelCommand,
  caseSeriousCommand,
  caseReinforceCommand,
  caseSuperviseCommand,
  caseUnsuperviseCommand,
  orderListCommand,
  orderShowCommand,
  orderIssueCommand,
  orderStepCommand,
  orderReturnCommand,
  orderRuleCommand,
  orderWithdrawCommand,
  orderLeadCommand,
  orderReportCommand,
  orderFeedbackAcceptCommand,
  orderFeedbackSendBackCommand,
  messagesListCommand,
  messagesTemplatesCommand,
  messagesPreviewCommand,
  phonesUntestedCommand,
  phonesTestCommand,
  routingVersionsCommand,
  routingDraftStartCommand,
  routingDraftShowCommand,
  routingDraftPutCommand,
  routingDraftDiscardCommand,
  routingValidateCommand,
  routingProveCommand,
  routingUncoveredCommand,
  routingDiffCommand,
  routingDryRunCommand,
  routingWhoCommand,
  routingReplayCommand,
  routingPublishCommand,
  routingRollbackCommand,
  routingAuditCommand,
  routingHolidaysCommand,
  routingPinSetCommand,
  routingExportCommand,
  routingImportCommand,
  contactsExportCommand,
  contactsImportCommand,
  rosterExportCommand,
  rosterImportCommand,
  rosterListCommand,
  rosterShowCommand,
  rosterPutCommand,
  rosterDeleteCommand,
  rosterOverrideCommand,
  rosterSwapCommand,
  rosterEndCommand,
  rosterWhoCommand,
  overrideListCommand,
  overrideSetCommand,
  overrideEndCommand,
  recordRebuildCommand,
  eraseCommand,
]
