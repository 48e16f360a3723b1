/**
 * The kinds of message that leave through the outbox, with what each may say. A gateway approves a text with its declared
 * variables once and refuses every other, so both are fixed here.
 */
export const caseDeadlines = ['dispatch', 'callBack', 'confirmAfterHours'] as const
export const orderDeadlines = ['accept', 'arrive', 'situation', 'complete', 'feedback', 'review', 'ruling'] as const
export type OrderDeadline = (typeof orderDeadlines)[number]
export type CaseDeadline = (typeof caseDeadlines)[number]

export const replyKinds = [
  'replyUnderstood',
  'replyAlreadyDone',
  'replyWrongStep',
  'replyReasonNeeded',
  'replyNotReturnable',
  'replyAwaitsRuling',
  'replyOrderOver',
  'replyNotUnderstood',
  'replyCodeNeeded',
  'replyNoOpenOrder',
  'codeUnknown',
  'notYourOrder',
  'notAResponder',
  'replyWordsNeeded',
  'replyKindNeeded',
  'replyAllOrdered',
  'replyNoFurtherUnits',
] as const
export type ReplyKind = (typeof replyKinds)[number]

export type MessageKind =
  /** to the citizen: the number of his case */
  | 'caseNumber'
  /** to the citizen: who takes care of it instead of us; that nobody will come */
  | 'caseReferred'
  | 'caseCancelled'
  /** to each responder of a team of which nobody took the order on the telephone */
  | 'orderToTeam'
  /** to the duty officers: a unit has returned its order, on which they owe a ruling */
  | 'orderReturned'
  /** to each responder of a team: what the centre decided on their return, that the order is taken back, that it leads now */
  | 'orderUpheld'
  | 'orderOverruled'
  | 'orderWithdrawn'
  | 'orderLeads'
  /** to whoever owes it: an order's deadline comes near, or has passed */
  | `orderReminder.${OrderDeadline}`
  /** to whoever stands above him: it has passed and nothing came */
  | `orderEscalation.${OrderDeadline}`
  /** the centre itself owes it: it comes near, or has passed */
  | `caseReminder.${CaseDeadline}`
  | `caseEscalation.${CaseDeadline}`
  /** to the duty officer: a step of an escalation found nobody to tell */
  | 'escalationGap'
  /** to the duty officer: an open case has no deadline ahead any more */
  | 'caseWithoutClock'
  /** to the unit: its feedback is not accepted, and why */
  | 'feedbackSentBack'
  /** to those above: a case has become serious */
  | 'seriousCase'
  /** to a unit with an open order, and to the supervision office: the case is watched, and why */
  | 'orderSupervised'
  | 'caseSupervised'
  | 'supervisionLifted'
  /** what was understood of a message that came in */
  | ReplyKind

/** 0 before 1 before 2: a new order overtakes everything that waits. */
export const priorities = { newOrder: 0, escalation: 1, information: 2 } as const
export type Priority = (typeof priorities)[keyof typeof priorities]

export type KindRules = {
  readonly priority: Priority
  /** A message that could not be sent for so long is not sent at all: it would say what is no longer so. */
  readonly validMinutes: number
  /** Variables its text may name; each must be given, as a value or as a reference to a personal row. */
  readonly variables: readonly string[]
}

const hours = (count: number): number => count * 60
const reminder: KindRules = {
  priority: priorities.escalation,
  validMinutes: hours(6),
  variables: ['code', 'caseNumber', 'category', 'due'],
}
const escalation: KindRules = { ...reminder, variables: [...reminder.variables, 'unit'] }
/** What a team must know of its order, whatever else it is told. */
const toTeam: KindRules = { ...reminder, variables: ['code', 'caseNumber', 'category'] }
const centreOwes: KindRules = { ...reminder, variables: ['caseNumber', 'due'] }
/** A person waits for it with the telephone in his hand; after an hour he does not. */
const reply = (...variables: string[]): KindRules => ({
  priority: priorities.escalation,
  validMinutes: hours(1),
  variables,
})

const toCitizen = (...variables: string[]): KindRules => ({
  priority: priorities.information,
  validMinutes: hours(24),
  variables,
})

/**
 * What holds for each kind. An order stays true for half a day (whether it is still wanted is asked before each try); a
 * case number is useful for a day.
 */
export const kindRules: Readonly<Record<MessageKind, KindRules>> = {
  caseNumber: toCitizen('caseNumber'),
  caseReferred: toCitizen('caseNumber', 'destination', 'number'),
  caseCancelled: toCitizen('caseNumber', 'reason'),
  orderToTeam: {
    priority: priorities.newOrder,
    validMinutes: hours(12),
    variables: ['code', 'caseNumber', 'category', 'urgency', 'caller', 'statement'],
  },
  orderReturned: { ...reminder, variables: ['code', 'caseNumber', 'category', 'unit', 'reason', 'due'] },
  orderUpheld: toTeam,
  orderOverruled: toTeam,
  orderWithdrawn: toTeam,
  orderLeads: toTeam,
  'orderReminder.accept': reminder,
  'orderReminder.arrive': reminder,
  'orderReminder.situation': reminder,
  'orderReminder.complete': reminder,
  'orderReminder.feedback': reminder,
  'orderReminder.review': reminder,
  'orderReminder.ruling': reminder,
  'orderEscalation.accept': escalation,
  'orderEscalation.arrive': escalation,
  'orderEscalation.situation': escalation,
  'orderEscalation.complete': escalation,
  'orderEscalation.feedback': escalation,
  'orderEscalation.review': escalation,
  'orderEscalation.ruling': escalation,
  'caseReminder.dispatch': centreOwes,
  'caseReminder.callBack': centreOwes,
  'caseReminder.confirmAfterHours': centreOwes,
  'caseEscalation.dispatch': centreOwes,
  'caseEscalation.callBack': centreOwes,
  'caseEscalation.confirmAfterHours': centreOwes,
  escalationGap: { ...reminder, variables: ['caseNumber', 'due', 'owed', 'targets'] },
  caseWithoutClock: { ...reminder, validMinutes: hours(24), variables: ['caseNumber'] },
  feedbackSentBack: { ...reminder, variables: [...reminder.variables, 'reason'] },
  seriousCase: { ...reminder, variables: ['caseNumber', 'category', 'seriousness', 'unit'] },
  orderSupervised: { ...reminder, variables: ['code', 'caseNumber', 'category', 'class', 'reason'] },
  caseSupervised: { ...reminder, variables: ['caseNumber', 'category', 'class', 'reason'] },
  supervisionLifted: { ...reminder, variables: ['caseNumber', 'category', 'reason'] },
  replyUnderstood: reply('code', 'caseNumber', 'step'),
  replyAlreadyDone: reply('code', 'status', 'possible'),
  replyWrongStep: reply('code', 'status', 'possible'),
  replyReasonNeeded: reply('code', 'reasons'),
  replyNotReturnable: reply('code', 'why', 'possible'),
  replyAwaitsRuling: reply('code', 'due'),
  replyOrderOver: reply('code', 'status'),
  replyNotUnderstood: reply(),
  replyCodeNeeded: reply('codes'),
  replyNoOpenOrder: reply(),
  codeUnknown: reply('code', 'codes'),
  notYourOrder: reply('code', 'codes'),
  notAResponder: reply(),
  replyWordsNeeded: reply('code'),
  replyKindNeeded: reply('code', 'kinds'),
  replyAllOrdered: reply('code', 'units'),
  replyNoFurtherUnits: reply('code'),
}

export const messageKinds = Object.keys(kindRules) as readonly MessageKind[]

/** Whether it may be answered by message: it names the code by which an order is answered. */
export const asksReply = (kind: MessageKind): boolean => kindRules[kind].variables.includes('code')
