import type { OrderRefusal } from '../dispatch/advance-order.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import { possibleFor } from '../dispatch/possible-moves.ts'
import type { ReturnRefusal } from '../dispatch/return-order.ts'
import type { ReturnReason } from '../routing/routing-table.ts'
import type { ReplyKind } from './message-kind.ts'
import type { Reply, ReplyAct } from './parse-reply.ts'

/** What the sender is answered, with the order it is about. */
export type Answer = {
  readonly kind: ReplyKind
  readonly variables: Readonly<Record<string, string>>
  readonly order: OrderRecord | null
}

/** What is to be done with which order, or why nothing is. */
export type Understood =
  | { readonly ok: true; readonly order: OrderRecord; readonly reply: Reply }
  | ({ readonly ok: false } & Answer)

/**
 * Finds the order a reply is about. Without a code it is the only one on which work is left; a code must be that of an
 * open order of the sender's own units.
 * @param own open orders of the sender's units.
 * @param isElsewhere whether an open order of another unit has the code.
 */
export function understandReply(
  reply: Reply | null,
  own: readonly OrderRecord[],
  isElsewhere: (code: string) => boolean,
): Understood {
  const answer = (kind: ReplyKind, variables: Answer['variables'] = {}): Understood => ({
    ok: false,
    kind,
    variables,
    order: null,
  })
  if (reply === null) return answer('replyNotUnderstood')
  const { code } = reply
  const atWork = own.filter(({ status }) => !['completed', 'fedBack'].includes(status))
  if (code === null) {
    const [only, ...others] = atWork
    if (only === undefined) return answer('replyNoOpenOrder')
    if (others.length > 0) return answer('replyCodeNeeded', { codes: codesOf(atWork) })
    return { ok: true, order: only, reply }
  }
  // Two units of one sender may each have an order of this code: then it is the one that is not done yet.
  const order = atWork.find((candidate) => candidate.code === code) ?? own.find((candidate) => candidate.code === code)
  if (order) return { ok: true, order, reply }
  return answer(isElsewhere(code) ? 'notYourOrder' : 'codeUnknown', { code, codes: codesOf(atWork) })
}

/** How many codes an answer lists. */
const mostCodes = 6
const codesOf = (orders: readonly OrderRecord[]): string =>
  orders
    .flatMap(({ code }) => (code === null ? [] : [code]))
    .slice(0, mostCodes)
    .join(',')

/** What is said when it was done. */
export const answerDone = (order: OrderRecord, step: ReplyAct, caseNumber: string): Answer => ({
  kind: 'replyUnderstood',
  variables: { code: order.code ?? '', caseNumber, step },
  order,
})

/**
 * What is said when the step was refused: how the order stands and which steps are possible.
 * @param due until when the centre rules on its return, as it is said; null: it owes no ruling.
 */
export function answerRefused(order: OrderRecord, refusal: Pick<OrderRefusal, 'reason'>, due: string | null): Answer {
  const about = { code: order.code ?? '', status: order.status }
  if (refusal.reason === 'over') return { kind: 'replyOrderOver', variables: about, order }
  if (refusal.reason === 'awaitsRuling') return answerAwaitsRuling(order, due)
  const possible = possibleByMessage(order)
  const kind = refusal.reason === 'alreadyDone' ? 'replyAlreadyDone' : 'replyWrongStep'
  return { kind, variables: { ...about, possible }, order }
}

/** What is said when something is missing or can't be: a reply kind with the order's code and what stands besides. */
export const answerAbout = (order: OrderRecord, kind: ReplyKind, variables: Answer['variables'] = {}): Answer => ({
  kind,
  variables: { code: order.code ?? '', ...variables },
  order,
})

/** What is said of a return without a reason, or with a digit that names none: which reasons there are. */
export function answerReasonNeeded(order: OrderRecord, reasons: readonly ReturnReason[], language: string): Answer {
  const listed = reasons.map(({ key, name }) => `${key} ${name[language] ?? Object.values(name)[0] ?? ''}`)
  return { kind: 'replyReasonNeeded', variables: { code: order.code ?? '', reasons: listed.join(',') }, order }
}

/** What is said when a return was refused. */
export function answerNotReturned(
  order: OrderRecord,
  { reason }: Pick<ReturnRefusal, 'reason'>,
  due: string | null,
): Answer {
  if (reason === 'over' || reason === 'unknownReason') return answerRefused(order, { reason: 'over' }, due)
  if (reason === 'awaitsRuling') return answerAwaitsRuling(order, due)
  const variables = { code: order.code ?? '', why: reason, possible: possibleByMessage(order) }
  return { kind: 'replyNotReturnable', variables, order }
}

const answerAwaitsRuling = (order: OrderRecord, due: string | null): Answer => ({
  kind: 'replyAwaitsRuling',
  variables: { code: order.code ?? '', due: due ?? '' },
  order,
})

/** What a responder can do with it, and what comes then: he can't close it, but is told that the centre does. */
const possibleByMessage = (order: OrderRecord): string => {
  const { unit, officer } = possibleFor(order)
  return [...unit, ...officer.filter((move) => move === 'close')].join(',')
}
