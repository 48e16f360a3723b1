import { type OrderRefusal, possibleSteps } from '../dispatch/advance-order.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
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

/** What is said when the step was refused: how the order stands and which steps are possible. */
export function answerRefused(order: OrderRecord, refusal: OrderRefusal): Answer {
  const about = { code: order.code ?? '', status: order.status }
  if (refusal.reason === 'over') return { kind: 'replyOrderOver', variables: about, order }
  const possible = possibleSteps(order)
    .filter((step) => step !== 'notify')
    .join(',')
  const kind = refusal.reason === 'alreadyDone' ? 'replyAlreadyDone' : 'replyWrongStep'
  return { kind, variables: { ...about, possible }, order }
}

/** What is said when something is missing or can't be: a reply kind with the order's code and what stands besides. */
export const answerAbout = (order: OrderRecord, kind: ReplyKind, variables: Answer['variables'] = {}): Answer => ({
  kind,
  variables: { code: order.code ?? '', ...variables },
  order,
})
