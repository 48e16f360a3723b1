/**
 * Promise: a message is never silently lost. A contact that can't be reached hands the message on to the next one; while
 * the way itself is down it stays in the outbox until it would say what is no longer so.
 */
import { isOpen, type OrderRecord, type OrderStatus, standingOf } from '../dispatch/order-record.ts'
import { type Instant, seconds } from '../instant.ts'
import { priorities } from './message-kind.ts'
import type { ContactRef, MessageRecord } from './message-record.ts'
import type { SendOutcome } from './send-outcome.ts'

/** Seconds before the second, third … try; the last one holds from there on. */
const backOffSeconds = [5, 15, 30, 60, 120, 300] as const
/** No try is ever planned further ahead: what is, was planned by a clock that has been put back since. */
export const longestWaitSeconds = Math.max(...backOffSeconds)
/** A gateway that has too much is left alone for at least so long. */
const throttledSeconds = 10
/** Tries after which a contact that is not there gets company: the next one is told too, while this one is tried on. */
const triesBeforeNext: Readonly<Record<number, number>> = { [priorities.newOrder]: 3, [priorities.escalation]: 4 }
/** A contact that refuses so often will not take it. */
const triesWhenRejected = 5
/** How long a sender may take before it counts as dead: more than all transports' time limits together. */
export const claimSeconds = 60
/** A sender died so often with this message in hand: what came of it stays unknown. Sent again at most once. */
const mostUnknowns = 2

/** The message as it is now, and who gets it too. */
export type Attempted = { readonly row: MessageRecord; readonly handOn: ContactRef | null }

/** What comes of a try: sent, tried again later, or given up; and who is told instead. */
export function nextAttempt(message: MessageRecord, outcome: SendOutcome, now: Instant): Attempted {
  const row = { ...message, revision: message.revision + 1 }
  if (outcome.ok) {
    return {
      row: {
        ...row,
        status: outcome.isDelivered ? 'delivered' : 'sent',
        nextAttemptAt: null,
        transport: outcome.transport,
        reference: outcome.reference,
        sentAt: now,
        detail: null,
      },
      handOn: null,
    }
  }
  const detail = `${outcome.reason}: ${outcome.detail}`
  if (outcome.isFinal || (outcome.reason === 'rejected' && message.attempts >= triesWhenRejected)) {
    return giveUp(row, detail)
  }
  const again = { ...row, status: 'pending', nextAttemptAt: now + waitMs(message, outcome.reason), detail } as const
  const enough = message.attempts >= (triesBeforeNext[message.priority] ?? Number.POSITIVE_INFINITY)
  return outcome.reason === 'unreachable' && enough ? handOn(again) : { row: again, handOn: null }
}

/** A sender takes the message, or finds that it is not to be sent (any more). */
export type Claim = { readonly send: true; readonly row: MessageRecord } | ({ readonly send: false } & Attempted)

/**
 * Claims a message that is due. One whose sender died is sent again once, under the same id, so that the receiving side can
 * drop the double; then its outcome counts as a failure.
 * @param order the order it is about, as it is now; null: about none.
 */
export function claimMessage(message: MessageRecord, order: OrderRecord | null, now: Instant): Claim {
  const unknownOutcomes = message.unknownOutcomes + (message.status === 'sending' ? 1 : 0)
  const row = { ...message, revision: message.revision + 1, unknownOutcomes }
  if (now >= message.expiresAt) {
    return { send: false, row: { ...row, status: 'expired', nextAttemptAt: null }, handOn: null }
  }
  if (order !== null && !isStillWanted(message, order)) {
    const detail = `no longer wanted: the order is ${order.status}`
    return { send: false, row: { ...row, status: 'cancelled', nextAttemptAt: null, detail }, handOn: null }
  }
  if (unknownOutcomes >= mostUnknowns) {
    return { send: false, ...giveUp(row, 'the server stopped twice while it was sending this: the outcome is unknown') }
  }
  return {
    send: true,
    row: { ...row, status: 'sending', attempts: message.attempts + 1, nextAttemptAt: now + seconds(claimSeconds) },
  }
}

/** Statuses of an order in which what the message asks for is still owed. */
const before = {
  accept: ['issued', 'notified'],
  arrive: ['issued', 'notified', 'accepted'],
  situation: ['issued', 'notified', 'accepted', 'arrived'],
  complete: ['issued', 'notified', 'accepted', 'arrived'],
  feedback: ['issued', 'notified', 'accepted', 'arrived', 'completed'],
  review: ['fedBack'],
  ruling: ['returned'],
} as const satisfies Record<string, readonly OrderStatus[]>

/** Whether what the message asks for has not been done in the meantime. */
export function isStillWanted(
  { kind }: Pick<MessageRecord, 'kind'>,
  order: Pick<OrderRecord, 'status' | 'returned' | 'situationAt'>,
): boolean {
  if (kind === 'orderToTeam') return before.accept.some((wanted) => wanted === order.status)
  if (kind === 'orderLeads') return isOpen(order)
  if (kind === 'orderReturned') return order.status === 'returned'
  if (kind === 'feedbackSentBack') return order.status === 'completed'
  const [about, deadline] = kind.split('.')
  if (about !== 'orderReminder' && about !== 'orderEscalation') return true
  if (deadline === 'situation' && order.situationAt !== null) return false
  // What the unit owes it goes on owing while the centre has not ruled.
  const status = deadline === 'ruling' ? order.status : standingOf(order)
  return before[deadline as keyof typeof before].some((wanted) => wanted === status)
}

const giveUp = (row: MessageRecord, detail: string): Attempted =>
  handOn({ ...row, status: 'failed', nextAttemptAt: null, detail })

/** The first of the next contacts gets it, with the others behind him; this message has then none left. */
const handOn = (row: MessageRecord): Attempted => ({ row, handOn: row.nextContacts[0] ?? null })

/**
 * Whether a message waits for an instant that only a clock since put back can have meant: it is due now. One that is in a
 * sender's hands is left to him, and one that was asked for later (`notBefore`) waits as asked.
 */
export const isPlannedByAnotherClock = (
  { status, attempts, createdAt, nextAttemptAt }: MessageRecord,
  now: Instant,
): boolean =>
  status === 'pending' &&
  nextAttemptAt !== null &&
  nextAttemptAt > now + seconds(longestWaitSeconds) &&
  (attempts > 0 || createdAt > now)

function waitMs({ attempts }: MessageRecord, reason: string): number {
  const wait = backOffSeconds[Math.min(Math.max(attempts, 1), backOffSeconds.length) - 1] ?? 300
  return seconds(reason === 'throttled' ? Math.max(wait, throttledSeconds) : wait)
}
