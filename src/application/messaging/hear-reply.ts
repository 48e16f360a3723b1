/**
 * Messages that come in. Promise: what a responder has sent is stored before anything else, is carried out once, and is
 * always answered with what was understood. A wrong number, a stale code or a step that is not possible changes nothing.
 */
import { linesBy } from '../../domain/decision.ts'
import { minutes } from '../../domain/instant.ts'
import { isMobileNumber } from '../../domain/messaging/contacts.ts'
import type { InboundRecord } from '../../domain/messaging/inbound-record.ts'
import type { ReplyKind } from '../../domain/messaging/message-kind.ts'
import { parseReply, type ReplyAct } from '../../domain/messaging/parse-reply.ts'
import { queueMessage } from '../../domain/messaging/queue-message.ts'
import {
  type Answer,
  answerAbout,
  answerDone,
  answerRefused,
  understandReply,
} from '../../domain/messaging/understand-reply.ts'
import { normaliseNumber } from '../../domain/numbers/normalise-number.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { type ReportOrderStepDeps, reportOrderStep } from '../dispatch/report-order-step.ts'
import type { InboundReader } from '../ports/ledger.ts'
import type { IncomingSms } from '../ports/sms-transport.ts'
import { type AboutOrder, callForMore } from './call-for-more.ts'
import { giveOrderBack, rulingDue } from './give-order-back.ts'
import { identifySender, type Sender } from './identify-sender.ts'

export type HearReplyDeps = ReportOrderStepDeps & IssueFurtherOrderDeps & { readonly inbound: InboundReader }

export type ReplyDesk = {
  /** Stores a message and resolves; it is understood right after. One that was stored before is dropped. */
  receive(transport: string, message: IncomingSms): Promise<void>
  /** Understands what is stored and was not understood yet, because the server ended in between. */
  handleWaiting(): Promise<void>
  /** Resolves when what is in hand is done. */
  idle(): Promise<void>
}

/** Longest text that is kept: a message of ten parts. */
const longestText = 1000
/** So many answers that say "not understood" go to one number within so many minutes; then it gets none. */
const answersAtMost = 5
const answersWithinMinutes = 10
/** Somebody who is no responder is told so once in this time. */
const strangerMinutes = 60
const complaints: readonly ReplyKind[] = [
  'replyNotUnderstood',
  'replyCodeNeeded',
  'replyNoOpenOrder',
  'codeUnknown',
  'notYourOrder',
  'replyAlreadyDone',
  'replyWrongStep',
  'replyReasonNeeded',
  'replyNotReturnable',
  'replyAwaitsRuling',
  'replyOrderOver',
  'replyWordsNeeded',
  'replyKindNeeded',
  'replyAllOrdered',
  'replyNoFurtherUnits',
]

export function createReplyDesk(deps: HearReplyDeps): ReplyDesk {
  let last: Promise<unknown> = Promise.resolve()
  /** One after another: two copies of a message must not both be new, and a sender's messages keep their order. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = last.then(task, task)
    last = done.catch(() => undefined)
    return done
  }
  const handle = () => inTurn(() => handleAll(deps))
  return {
    async receive(transport, message) {
      await inTurn(() => store(deps, transport, message))
      handle().catch((error) =>
        deps.log.error({ err: error }, 'a message that came in could not be handled; trying again'),
      )
    },
    handleWaiting: handle,
    async idle() {
      await last
    },
  }
}

async function store(deps: HearReplyDeps, transport: string, message: IncomingSms): Promise<void> {
  if ((await deps.inbound.byTransportId(transport, message.transportId)) !== null) return
  const [now, id, fromRef, textRef] = [deps.clock.now(), deps.ids.next(), deps.ids.next(), deps.ids.next()]
  const number = normaliseNumber(message.from) ?? message.from
  const row: InboundRecord = {
    id,
    transport,
    transportId: message.transportId,
    fromRef,
    textRef,
    receivedAt: now,
    handledAt: null,
    outcome: null,
    orderId: null,
    caseId: null,
  }
  await deps.ledger.commit({
    changes: [
      { put: 'personal', row: { id: fromRef, kind: 'phone', value: number, at: now } },
      { put: 'personal', row: { id: textRef, kind: 'message', value: message.text.slice(0, longestText), at: now } },
      { put: 'inbound', row },
    ],
  })
  deps.log.info({ inbound: id, transport }, 'a message came in')
}

async function handleAll(deps: HearReplyDeps): Promise<void> {
  const tried = new Set<string>()
  for (;;) {
    const waiting = (await deps.inbound.unhandled(50)).filter(({ id }) => !tried.has(id))
    if (waiting.length === 0) return
    for (const row of waiting) {
      tried.add(row.id)
      try {
        await handleOne(deps, row)
      } catch (error) {
        deps.log.error({ err: error, inbound: row.id }, 'a message that came in could not be handled; trying again')
      }
    }
  }
}

async function handleOne(deps: HearReplyDeps, row: InboundRecord): Promise<void> {
  const current = await deps.routing.current()
  if (current === null) throw new Error('A message came in, but no routing table was ever published')
  const personal = await deps.cases.personal([row.fromRef, row.textRef])
  const number = personal[row.fromRef]?.value ?? ''
  const text = personal[row.textRef]?.value ?? ''
  const sender = identifySender(number, current.table)
  const answer: Answer =
    sender === null
      ? { kind: 'notAResponder', variables: {}, order: null }
      : await carryOut(deps, sender, text, current.table)
  const isAnswered = await mayAnswer(deps, number, answer.kind)
  const decision = linesBy(sender === null ? 'system' : `responder:${sender.responder}`, {
    now: deps.clock.now(),
    newId: () => deps.ids.next(),
  })
  const caseId = answer.order?.caseId ?? null
  const orderId = answer.order?.id ?? null
  const outcome = await deps.ledger.commit({
    changes: [
      {
        put: 'inbound',
        row: { ...row, handledAt: decision.now, outcome: isAnswered ? answer.kind : 'unanswered', caseId, orderId },
      },
      ...(isAnswered
        ? queueMessage(
            {
              kind: answer.kind as ReplyKind,
              to: { who: sender?.responder ?? null, at: { ref: row.fromRef } },
              language: current.table.languages[0] ?? 'zh-CN',
              variables: answer.variables,
              caseId,
              orderId,
              dedupeKey: `reply:${row.id}`,
            },
            decision,
          )
        : []),
    ],
  })
  if (!outcome.ok) throw new Error('The answer to a message could not be saved')
  deps.log.info(
    { inbound: row.id, responder: sender?.responder ?? null, order: orderId, outcome: answer.kind, isAnswered },
    'a message that came in was handled',
  )
}

async function carryOut(deps: HearReplyDeps, sender: Sender, text: string, table: RoutingTable): Promise<Answer> {
  const reply = parseReply(text)
  const own = await deps.cases.openOrders(sender.units)
  const isKnown = reply?.code != null && own.some(({ code }) => code === reply.code)
  const others = table.units.map(({ id }) => id).filter((id) => !sender.units.includes(id))
  const elsewhere = reply?.code == null || isKnown ? [] : await deps.cases.openOrders(others, reply.code)
  const understood = understandReply(reply, own, () => elsewhere.length > 0)
  if (!understood.ok) return understood
  const { order, reply: said } = understood
  const caseNumber = (await deps.cases.byId(order.caseId))?.number ?? ''
  const about = { order, caseNumber, by: `responder:${sender.responder}` }
  if (said.act === 'serious' || said.act === 'reinforce') return callForMore(deps, about, said)
  if (said.act === 'return') return giveOrderBack(deps, about, said)
  if (said.act === 'report' && said.words === null) return answerAbout(order, 'replyWordsNeeded')
  return reportStep(deps, about, said.act, said.words)
}

async function reportStep(
  deps: HearReplyDeps,
  { order, caseNumber, by }: AboutOrder,
  step: Exclude<ReplyAct, 'serious' | 'reinforce' | 'return'>,
  words: string | null,
): Promise<Answer> {
  const done = await reportOrderStep(deps)({ caseNumber, orderId: order.id, step, by, result: words })
  if (done.ok) return answerDone(done.order, step, caseNumber)
  if (!('possible' in done)) throw new Error(`The step could not be reported: ${done.reason}`)
  const now = (await deps.cases.order(order.id)) ?? order
  // The server ended after the step and before the answer, or he sent it twice: what he said is so.
  const isHis = step === 'accept' && now.status === 'accepted' && now.acceptedBy === by
  return isHis ? answerDone(now, step, caseNumber) : answerRefused(now, done, await rulingDue(deps, now))
}

/** What was done is always answered. Two machines that answer each other must come to an end. */
async function mayAnswer(deps: HearReplyDeps, number: string, kind: ReplyKind): Promise<boolean> {
  if (kind === 'replyUnderstood') return true
  const since = (count: number): number => deps.clock.now() - minutes(count)
  if (kind === 'notAResponder') {
    return isMobileNumber(number) && (await deps.inbound.countFrom(number, since(strangerMinutes), [kind])) === 0
  }
  return (await deps.inbound.countFrom(number, since(answersWithinMinutes), complaints)) < answersAtMost
}
