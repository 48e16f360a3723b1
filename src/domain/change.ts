import type { CallRecord, RecordingRecord } from './call/call-record.ts'
import type { CaseRecord, PersonalRecord } from './case/case-record.ts'
import type { TimelineLine } from './case/timeline-line.ts'
import type { DeadlineRecord } from './clocks/deadline-record.ts'
import type { OrderRecord } from './dispatch/order-record.ts'
import type { InboundRecord } from './messaging/inbound-record.ts'
import type { MessageRecord } from './messaging/message-record.ts'
import type { PhoneAnswer } from './routing/phone-answer.ts'

/**
 * What a decision changes, as data; a list of them is committed in one transaction, whole or not at all. `put` writes a
 * whole record under its id. Cases, orders, deadlines and messages carry a `revision`: a put of revision n finds revision
 * n-1 (0: no row), or the commit is refused as a conflict and the decision is taken again on what is there now. A new
 * message whose key was used is dropped, and so is an inbound one that was stored before; the rest is committed.
 */
export type Change =
  | { readonly put: 'call'; readonly row: CallRecord }
  | { readonly put: 'case'; readonly row: CaseRecord }
  | { readonly put: 'order'; readonly row: OrderRecord }
  | { readonly put: 'deadline'; readonly row: DeadlineRecord }
  | { readonly put: 'recording'; readonly row: RecordingRecord }
  | { readonly put: 'personal'; readonly row: PersonalRecord }
  | { readonly put: 'message'; readonly row: MessageRecord }
  | { readonly put: 'inbound'; readonly row: InboundRecord }
  | { readonly put: 'phoneAnswer'; readonly row: PhoneAnswer }
  | { readonly add: 'timeline'; readonly row: TimelineLine }
