import { dueText } from '../../domain/clocks/due-text.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { isReturnable } from '../../domain/dispatch/possible-moves.ts'
import type { Reply } from '../../domain/messaging/parse-reply.ts'
import {
  type Answer,
  answerDone,
  answerNotReturned,
  answerReasonNeeded,
} from '../../domain/messaging/understand-reply.ts'
import type { ActOnOrderDeps } from '../dispatch/act-on-order.ts'
import { returnOrder } from '../dispatch/return-order.ts'
import type { AboutOrder } from './call-for-more.ts'

/** A responder returns his order by a message. Without a reason from the table's list nothing is done: he is told which there are. */
export async function giveOrderBack(
  deps: ActOnOrderDeps,
  { caseNumber, order, by }: AboutOrder,
  { digit, words }: Pick<Reply, 'digit' | 'words'>,
): Promise<Answer> {
  const table = (await deps.routing.current())?.table
  const reasons = table?.returnReasons ?? []
  const reason = reasons.find(({ key }) => key === digit)
  if (reason === undefined && isReturnable(order))
    return answerReasonNeeded(order, reasons, table?.languages[0] ?? 'zh-CN')
  const about = { caseNumber, orderId: order.id, by, reason: reason?.id ?? '', words }
  const done = await returnOrder(deps)(about)
  if (done.ok) return answerDone(done.order, 'return', caseNumber)
  if (!('possible' in done)) throw new Error(`The order could not be returned: ${done.reason}`)
  const now = (await deps.cases.order(order.id)) ?? order
  // The server ended after the return and before the answer, or he sent it twice: what he said is so.
  const isHis = now.status === 'returned' && now.returned?.by === by && now.returned.reason === reason?.id
  return isHis ? answerDone(now, 'return', caseNumber) : answerNotReturned(now, done, await rulingDue(deps, now))
}

/** Until when the centre rules on its return, as it is said; null: it owes no ruling. */
export async function rulingDue(
  deps: Pick<ActOnOrderDeps, 'cases' | 'clock' | 'zone'>,
  { id, caseId }: OrderRecord,
): Promise<string | null> {
  const deadlines = await deps.cases.deadlines(caseId)
  const ruling = deadlines.find(
    ({ orderId, kind, status }) => orderId === id && kind === 'ruling' && status === 'running',
  )
  return ruling === undefined ? null : dueText(ruling.due, deps.clock.now(), deps.zone)
}
