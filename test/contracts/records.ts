import type { CallRecord, RecordingRecord } from '../../src/domain/call/call-record.ts'
import { type CallState, flowVersion } from '../../src/domain/call/call-state.ts'
import type { CaseRecord, PersonalRecord } from '../../src/domain/case/case-record.ts'
import type { TimelineLine } from '../../src/domain/case/timeline-line.ts'
import type { Change } from '../../src/domain/change.ts'
import type { DeadlineRecord } from '../../src/domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../src/domain/dispatch/order-record.ts'
import type { InboundRecord } from '../../src/domain/messaging/inbound-record.ts'
import type { MessageRecord } from '../../src/domain/messaging/message-record.ts'

/** Monday 2026-11-23, 12:00 in Shanghai (04:00Z). */
export const noon = Date.parse('2026-11-23T04:00:00Z')

let made = 0
/** Ids that sort in the order they were made, as the real ones do. */
export const freshId = (): string => {
  made += 1
  return `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`
}

export const aCase = (row: Partial<CaseRecord> = {}): CaseRecord => ({
  id: freshId(),
  number: null,
  revision: 1,
  category: 'water',
  answer: null,
  area: null,
  origin: 'citizen',
  status: 'dispatched',
  urgency: 'urgent',
  callerRef: null,
  callBackRef: null,
  language: 'zh-CN',
  routingVersion: 1,
  openedAt: noon,
  closedAt: null,
  referredTo: null,
  serious: null,
  supervision: null,
  ...row,
})

export const anOrder = (caseId: string, row: Partial<OrderRecord> = {}): OrderRecord => ({
  id: freshId(),
  caseId,
  revision: 1,
  unit: '05',
  code: null,
  lead: true,
  staysResponsibleSince: null,
  designated: null,
  status: 'issued',
  issuedAt: noon,
  notifiedAt: null,
  acceptedAt: null,
  acceptedBy: null,
  arrivedAt: null,
  situationAt: null,
  situationRef: null,
  completedAt: null,
  fedBackAt: null,
  closedAt: null,
  withdrawnAt: null,
  returned: null,
  ruling: null,
  resultRef: null,
  sentBack: null,
  skipped: [],
  ...row,
})

export const aCall = (row: Partial<CallRecord> = {}): CallRecord => ({
  id: freshId(),
  kind: 'citizen',
  dialled: '12345',
  line: 'hotline',
  language: 'zh-CN',
  callerRef: null,
  routingVersion: 1,
  dutyRevision: 0,
  node: 'asterisk-1',
  holder: 'server-1',
  caseId: null,
  openedAt: noon,
  answeredAt: noon + 300,
  chosenAt: null,
  rangAt: null,
  connectedAt: null,
  endedAt: null,
  termination: null,
  ...row,
})

export const aState = (record: CallRecord, state: Partial<CallState> = {}): CallState => ({
  flowVersion,
  id: record.id,
  sequence: 4,
  record,
  caller: `${record.id}.1`,
  callerNumber: '13800012345',
  callBackNumber: '13800012345',
  matter: null,
  overrides: [],
  legs: {
    [`${record.id}.1`]: { role: 'caller', number: null, responder: null, progress: 'present', playback: null },
  },
  recordings: {},
  timers: { noKey: noon + 8000 },
  bridge: null,
  position: { at: 'menu', menu: 'main', group: null, wrong: 1 },
  ...state,
})

export const aDeadline = (caseId: string, row: Partial<DeadlineRecord> = {}): DeadlineRecord => ({
  id: freshId(),
  caseId,
  orderId: null,
  kind: 'accept',
  due: noon + 180_000,
  status: 'running',
  settledAt: null,
  reason: {
    base: 'issued',
    from: noon,
    minutes: 3,
    atLocal: null,
    unit: '05',
    category: 'water',
    urgency: 'urgent',
  },
  revision: 1,
  ladder: [{ afterMinutes: 0, by: 'sms', to: 'responders' }],
  stepsDone: 0,
  nextStepAt: noon + 180_000,
  acknowledgedBy: null,
  ...row,
})

export const aRecording = (callId: string, caseId: string, row: Partial<RecordingRecord> = {}): RecordingRecord => ({
  name: `statement-${freshId()}`,
  kind: 'statement',
  callId,
  caseId,
  startedAt: noon,
  seconds: null,
  status: 'recording',
  ...row,
})

export const aPhone = (value: string | null, row: Partial<PersonalRecord> = {}): PersonalRecord => ({
  id: freshId(),
  kind: 'phone',
  value,
  at: noon,
  ...row,
})

export const aMessage = (row: Partial<MessageRecord> = {}): MessageRecord => ({
  id: freshId(),
  revision: 1,
  kind: 'orderToTeam',
  dedupeKey: `newOrder:${freshId()}`,
  toRef: freshId(),
  who: '0501/sms',
  language: 'zh-CN',
  variables: { number: '2611230001', code: '100' },
  variableRefs: {},
  priority: 0,
  status: 'pending',
  caseId: null,
  orderId: null,
  createdAt: noon,
  nextAttemptAt: noon,
  attempts: 0,
  unknownOutcomes: 0,
  expiresAt: noon + 3_600_000,
  nextContacts: [],
  transport: null,
  reference: null,
  sentAt: null,
  detail: null,
  ...row,
})

export const aLine = (caseId: string, row: Partial<TimelineLine> = {}): TimelineLine => ({
  id: freshId(),
  caseId,
  at: noon,
  actor: 'system',
  what: 'caseOpened',
  refs: {},
  before: null,
  after: { status: 'open' },
  why: null,
  ...row,
})

export const put = {
  case: (row: CaseRecord): Change => ({ put: 'case', row }),
  order: (row: OrderRecord): Change => ({ put: 'order', row }),
  call: (row: CallRecord): Change => ({ put: 'call', row }),
  deadline: (row: DeadlineRecord): Change => ({ put: 'deadline', row }),
  recording: (row: RecordingRecord): Change => ({ put: 'recording', row }),
  personal: (row: PersonalRecord): Change => ({ put: 'personal', row }),
  message: (row: MessageRecord): Change => ({ put: 'message', row }),
  inbound: (row: InboundRecord): Change => ({ put: 'inbound', row }),
  line: (row: TimelineLine): Change => ({ add: 'timeline', row }),
}
