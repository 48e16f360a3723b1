import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { type Instant, minutes } from '../instant.ts'
import { kindRules, type MessageKind, type Priority } from './message-kind.ts'
import type { ContactRef, MessageRecord } from './message-record.ts'

/** A telephone that can get a message: a number, or a reference to the personal row that holds it. */
export type Contact = {
  /** Which contact of whom, `0501/sms`; null: a citizen. No personal data: it stands in the timeline. */
  readonly who: string | null
  readonly at: { readonly number: string } | { readonly ref: string }
}

export type MessageToQueue = {
  readonly kind: MessageKind
  readonly to: Contact
  /** Who gets it when that contact can't be reached, in turn; each gets a given message once. */
  readonly next?: readonly Contact[]
  readonly language: string
  /** Every variable of the kind (`kindRules`) that is not in `variableRefs`. Nothing personal. */
  readonly variables: Readonly<Record<string, string>>
  /** Personal variables (a caller's number), as references to personal rows. */
  readonly variableRefs?: Readonly<Record<string, string>>
  readonly caseId: string | null
  readonly orderId: string | null
  /** What this message is about, once for ever: `order:<id>`, `ladder:<deadline id>:2`. A contact gets it once. */
  readonly dedupeKey: string
  /** Default: as the kind says. */
  readonly priority?: Priority
  /** Default: now. */
  readonly notBefore?: Instant
  /** Default: as the kind says, from `notBefore` on. */
  readonly expiresAt?: Instant
}

/**
 * Puts a message into the outbox, as data to be committed with the decision that wants it: either both are there or
 * neither. A key that was used before is dropped by the store when the changes are committed.
 * @throws on a variable that the kind declares and the caller does not give, or the other way round: a bug.
 */
export function queueMessage(message: MessageToQueue, decision: Pick<Decision, 'now' | 'newId' | 'line'>): Change[] {
  const rules = kindRules[message.kind]
  const variableRefs = message.variableRefs ?? {}
  checkVariables(message.kind, rules.variables, [...Object.keys(message.variables), ...Object.keys(variableRefs)])
  const [to, ...nextContacts] = [message.to, ...(message.next ?? [])].map((contact) =>
    keepContact(contact, message.dedupeKey, decision),
  ) as [Kept, ...Kept[]]
  const notBefore = message.notBefore ?? decision.now
  const row: MessageRecord = {
    id: decision.newId(),
    revision: 1,
    kind: message.kind,
    dedupeKey: to.contact.dedupeKey,
    toRef: to.contact.ref,
    who: to.contact.who,
    language: message.language,
    variables: message.variables,
    variableRefs,
    priority: message.priority ?? rules.priority,
    status: 'pending',
    caseId: message.caseId,
    orderId: message.orderId,
    createdAt: decision.now,
    nextAttemptAt: notBefore,
    attempts: 0,
    unknownOutcomes: 0,
    expiresAt: message.expiresAt ?? notBefore + minutes(rules.validMinutes),
    nextContacts: nextContacts.map(({ contact }) => contact),
    transport: null,
    reference: null,
    sentAt: null,
    detail: null,
  }
  return [
    ...[to, ...nextContacts].flatMap(({ changes }) => changes),
    { put: 'message', row },
    ...(row.caseId === null
      ? []
      : [
          decision.line(row.caseId, 'messageQueued', {
            refs: { message: row.id, ...(row.orderId === null ? {} : { order: row.orderId }) },
            after: { kind: row.kind, to: row.who },
          }),
        ]),
  ]
}

type Kept = { readonly contact: ContactRef; readonly changes: readonly Change[] }

/** A number is personal: it goes into a row of its own, which can be erased. */
function keepContact({ who, at }: Contact, key: string, decision: Pick<Decision, 'now' | 'newId'>): Kept {
  const dedupeKey = who === null ? key : `${key}@${who}`
  if ('ref' in at) return { contact: { ref: at.ref, who, dedupeKey }, changes: [] }
  const ref = decision.newId()
  return {
    contact: { ref, who, dedupeKey },
    changes: [{ put: 'personal', row: { id: ref, kind: 'phone', value: at.number, at: decision.now } }],
  }
}

function checkVariables(kind: MessageKind, declared: readonly string[], given: readonly string[]): void {
  const wrong = [
    ...declared.filter((name) => !given.includes(name)).map((name) => `${name} is missing`),
    ...given.filter((name) => !declared.includes(name)).map((name) => `${name} is not declared`),
  ]
  if (wrong.length > 0) throw new Error(`Message ${kind}: ${wrong.join(', ')}`)
}
