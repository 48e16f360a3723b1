import type { StoredEvent } from '../../src/application/ports/event-feed.ts'
import type { CallLogLine } from '../../src/application/ports/ledger.ts'
import type { CallRecord, RecordingRecord } from '../../src/domain/call/call-record.ts'
import type { CallState } from '../../src/domain/call/call-state.ts'
import type { CaseRecord, PersonalRecord } from '../../src/domain/case/case-record.ts'
import type { DeadlineRecord } from '../../src/domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../src/domain/dispatch/order-record.ts'
import type { InboundRecord } from '../../src/domain/messaging/inbound-record.ts'
import type { MessageRecord } from '../../src/domain/messaging/message-record.ts'
import type { RecordedLine } from '../../src/domain/record/record-commit.ts'
import type { RecordedPart } from '../../src/domain/record/recorded-row.ts'
import type { PhoneAnswer } from '../../src/domain/routing/phone-answer.ts'

/** Everything that is stored. */
export const emptyState = () => ({
  case: new Map<string, CaseRecord>(),
  order: new Map<string, OrderRecord>(),
  call: new Map<string, CallRecord>(),
  deadline: new Map<string, DeadlineRecord>(),
  recording: new Map<string, RecordingRecord>(),
  personal: new Map<string, PersonalRecord>(),
  message: new Map<string, MessageRecord>(),
  phoneAnswer: new Map<string, PhoneAnswer>(),
  inbound: new Map<string, InboundRecord>(),
  timeline: [] as RecordedLine[],
  /** The rows as the lines tell them. */
  events: [] as Omit<StoredEvent, 'caseNumber'>[],
  rebuilt: new Map<string, RecordedPart>(),
  snapshots: new Map<string, CallState>(),
  log: [] as CallLogLine[],
  lastOfDay: new Map<string, number>(),
  lastCode: new Map<string, number>(),
})
export type State = ReturnType<typeof emptyState>
