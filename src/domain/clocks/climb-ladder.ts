import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Instant } from '../instant.ts'
import { contactsOf } from '../messaging/contacts.ts'
import type { MessageKind } from '../messaging/message-kind.ts'
import { queueMessage } from '../messaging/queue-message.ts'
import type { EscalationTarget, Responder, RoutingTable, Words } from '../routing/routing-table.ts'
import type { DeadlineRecord } from './deadline-record.ts'
import { dueText } from './due-text.ts'
import { ladderKey } from './ladder-key.ts'
import type { Climb, StepTaken } from './next-step.ts'

/** What a deadline is about, and who watches over its escalation: those who hear of a step that found nobody. */
export type DeadlineSubject = {
  readonly caseRow: CaseRecord
  readonly order: OrderRecord | null
  readonly watchers: readonly Responder[]
}

/**
 * What the steps of a climb change, to be committed as one: the deadline, a line of the timeline a step, and the messages.
 * A call is begun by whoever commits these, in the same commit.
 */
export function climbLadder(climb: Climb, subject: DeadlineSubject, decision: Decision): Change[] {
  const { deadline, taken } = climb
  return [
    { put: 'deadline', row: deadline },
    ...taken.flatMap((step) => [
      stepLine(step, deadline, decision),
      ...(step.step.by === 'sms' ? messagesOf(step, deadline, subject, decision) : []),
    ]),
    ...gapOf(
      taken.filter(({ outcome }) => outcome === 'nobody'),
      deadline,
      subject,
      decision,
    ),
  ]
}

/** Steps that found nobody are told of once, together: whoever watches must know that nobody higher up does. */
function gapOf(
  skipped: readonly StepTaken[],
  deadline: DeadlineRecord,
  { caseRow, order, watchers }: DeadlineSubject,
  decision: Decision,
): Change[] {
  const [first] = skipped
  if (first === undefined) return []
  const variables = {
    caseNumber: caseRow.number ?? unknown,
    due: dueText(deadline.due, decision.now, decision.zone),
    owed: deadline.kind,
    targets: [...new Set(skipped.map(({ step }) => step.to))].join(','),
  }
  const about = { caseId: caseRow.id, orderId: order?.id ?? null, language: decision.table.languages[0] ?? '' }
  const dedupeKey = `${ladderKey(deadline.id)}${first.index}:gap`
  return watchers.flatMap((person) => {
    const [to, ...next] = contactsOf(person)
    if (to === undefined) return []
    return queueMessage({ ...about, kind: 'escalationGap', to, next, dedupeKey, variables }, decision)
  })
}

const whyNot = { nobody: 'there is nobody to tell', overtaken: 'a later step tells the same people' } as const

function stepLine({ index, step, outcome, told }: StepTaken, deadline: DeadlineRecord, decision: Decision): Change {
  const after = { kind: deadline.kind, due: deadline.due, step: index + 1, of: deadline.ladder.length, ...step }
  const refs = { deadline: deadline.id, ...(deadline.orderId === null ? {} : { order: deadline.orderId }) }
  return outcome === 'told'
    ? decision.line(deadline.caseId, 'deadlineEscalated', {
        refs,
        after: { ...after, people: told.map(({ person }) => person.id) },
      })
    : decision.line(deadline.caseId, 'escalationSkipped', { refs, after, why: whyNot[outcome] })
}

function messagesOf(
  taken: StepTaken,
  deadline: DeadlineRecord,
  subject: DeadlineSubject,
  decision: Decision,
): Change[] {
  const language = decision.table.languages[0] ?? ''
  const kind = messageKind(deadline, taken.step.to, decision.now)
  return taken.told.flatMap(({ person }) => {
    const [to, ...next] = contactsOf(person)
    if (to === undefined) return []
    const about = { caseId: deadline.caseId, orderId: deadline.orderId, language, to, next }
    const dedupeKey = `${ladderKey(deadline.id)}${taken.index}`
    return queueMessage(
      { ...about, kind, dedupeKey, variables: variablesOf(kind, deadline, subject, decision) },
      decision,
    )
  })
}

/** Whoever owes it is reminded; those above him are told only once it is overdue, and until then reminded as well. */
function messageKind({ kind, due }: DeadlineRecord, to: EscalationTarget, now: Instant): MessageKind {
  const isOverdue = now >= due
  switch (kind) {
    case 'dispatch':
    case 'callBack':
    case 'confirmAfterHours':
      return isOverdue ? `caseEscalation.${kind}` : `caseReminder.${kind}`
    default:
      return isOverdue && to !== 'responders' ? `orderEscalation.${kind}` : `orderReminder.${kind}`
  }
}

/** What stands for something that is not known. */
const unknown = '—'

function variablesOf(
  kind: MessageKind,
  deadline: DeadlineRecord,
  { caseRow, order }: DeadlineSubject,
  { table, now, zone }: Decision,
): Readonly<Record<string, string>> {
  const due = dueText(deadline.due, now, zone)
  const caseNumber = caseRow.number ?? unknown
  if (kind.startsWith('case')) return { caseNumber, due }
  const category = table.categories.find(({ id }) => id === caseRow.category)
  const variables = { caseNumber, due, code: order?.code ?? unknown, category: nameOf(category, table) ?? unknown }
  if (kind.startsWith('orderReminder')) return variables
  const unit = table.units.find(({ id }) => id === order?.unit)
  return { ...variables, unit: nameOf(unit, table) ?? order?.unit ?? unknown }
}

const nameOf = (thing: { readonly name: Words } | undefined, { languages }: RoutingTable): string | undefined =>
  thing?.name[languages[0] ?? '']
