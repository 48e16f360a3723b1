import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { Reply } from '../../domain/messaging/parse-reply.ts'
import { type Answer, answerAbout, answerDone } from '../../domain/messaging/understand-reply.ts'
import { inWords } from '../../domain/messaging/what-and-where.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { reportSerious } from '../case/report-serious.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { requestReinforcement } from '../dispatch/request-reinforcement.ts'

/** An order that a message is about, and who sent it. */
export type AboutOrder = { readonly order: OrderRecord; readonly caseNumber: string; readonly by: string }

/** Somebody on the spot finds that the case is serious, or that he needs more hands. */
export async function callForMore(
  deps: IssueFurtherOrderDeps,
  { order, caseNumber, by }: AboutOrder,
  { act, digit, words }: Reply,
): Promise<Answer> {
  const table = await tableOf(deps, order.caseId)
  const language = table.languages[0] ?? 'zh-CN'
  const about = { caseNumber, orderId: order.id, by, words }
  if (act === 'serious') {
    const kind = table.seriousKinds.find((candidate) => candidate.digit === digit)
    if (kind === undefined) {
      const kinds = table.seriousKinds.map((each) => `${each.digit} ${inWords(each.name, language)}`).join(',')
      return answerAbout(order, 'replyKindNeeded', { kinds })
    }
    const done = await reportSerious(deps)({ ...about, kind: kind.id })
    if (done.ok) return answerDone(order, 'serious', caseNumber)
    return answerOver(order, done.reason)
  }
  const done = await requestReinforcement(deps)(about)
  if (done.ok) return answerDone(order, 'reinforce', caseNumber)
  if (done.reason === 'noFurtherUnits') return answerAbout(order, 'replyNoFurtherUnits')
  if (done.reason !== 'allOrdered') return answerOver(order, done.reason)
  const named = done.units.map(({ unit }) => inWords(table.units.find(({ id }) => id === unit)?.name, language))
  return answerAbout(order, 'replyAllOrdered', { units: named.join(',') })
}

/** The table the case was opened by. */
async function tableOf({ cases, routing }: IssueFurtherOrderDeps, caseId: string): Promise<RoutingTable> {
  const version = await routing.version((await cases.byId(caseId))?.routingVersion ?? 0)
  const { table } = version ?? (await routing.current()) ?? {}
  if (table === undefined) throw new Error('A case exists, but no routing table was ever published')
  return table
}

/** The case ended while he wrote. Whatever else keeps it from being done is tried again. */
function answerOver(order: OrderRecord, reason: string): Answer {
  if (reason !== 'caseOver') throw new Error(`A message could not be carried out: ${reason}`)
  return answerAbout(order, 'replyOrderOver', { status: order.status })
}
