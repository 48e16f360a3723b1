import { openCase as decideOpening } from '../../domain/case/open-case.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Change } from '../../domain/change.ts'
import { deadlinesAfter } from '../../domain/clocks/dispatch-clock.ts'
import { decisionBy } from '../../domain/decision.ts'
import { issueReinforcements } from '../../domain/dispatch/issue-reinforcements.ts'
import { caseNumberToCaller } from '../../domain/messaging/case-number-to-caller.ts'
import { orderToTeam } from '../../domain/messaging/order-to-team.ts'
import { areaOfNumber, chooseRoute } from '../../domain/routing/choose-route.ts'
import type { RoutingTable, Urgency } from '../../domain/routing/routing-table.ts'
import { understoodDuty } from '../../domain/routing/understood-duty.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'

/** A matter that came by no call of ours: somebody walked in, wrote a letter, or rang a unit directly. */
export type NewCase = {
  /** null: not known; the duty officer decides. */
  readonly category: string | null
  /** Answer to the category's question; null: none. */
  readonly answer: string | null
  /** null: not known, unless the caller's number tells it. */
  readonly area: string | null
  /** null: the category's. */
  readonly urgency: Urgency | null
  /** Normalised; null: none. */
  readonly caller: string | null
  /** What the citizen said, kept apart as personal data; null: nothing noted. */
  readonly words: string | null
  /** Unit that a citizen has called directly and that hands the matter over; null: an officer opens it. */
  readonly registeredBy: string | null
  /** Number of the case that this one takes up again; null: none. */
  readonly follows: string | null
  readonly by: Actor
}

export type NewCaseRefusal = {
  readonly ok: false
  readonly reason: 'unknownCategory' | 'unknownAnswer' | 'unknownArea' | 'unknownUnit' | 'noCase'
}

/**
 * Opens a case that came by no call. It goes the way of a call's case: by the published route to the unit in charge and, where
 * it is critical, to the further units; each team gets a message with the same commit, then a call. The caller gets his number.
 * Without a route, or where an override sends everything to him, the duty officer decides within his minute.
 */
export const openCase =
  (deps: IssueFurtherOrderDeps) =>
  async (input: NewCase): Promise<{ readonly ok: true; readonly caseNumber: string } | NewCaseRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    if (!done.ok) return done
    const { caseId, orders } = done.decided
    for (const order of orders) {
      await deps.ringTeam({ ...order, code: done.outcome.orderCodes[order.id] ?? null })
    }
    return { ok: true, caseNumber: done.outcome.caseNumbers[caseId] ?? '' }
  }

async function decide(deps: IssueFurtherOrderDeps, input: NewCase) {
  const version = await deps.routing.current()
  if (!version) throw new Error('No routing table was ever published')
  const { table } = version
  const unknown = whatIsUnknown(input, table)
  if (unknown !== null) return { ok: false as const, reason: unknown }
  const followed = input.follows === null ? null : await deps.cases.byNumber(input.follows)
  if (input.follows !== null && followed === null) return { ok: false as const, reason: 'noCase' as const }

  const now = deps.clock.now()
  const newId = () => deps.ids.next()
  const decision = decisionBy(input.by, { now, zone: deps.zone, table, tableVersion: version.number, newId })
  const duty = await deps.duty.current()
  const { category, answer, caller, words } = input
  const area = input.area ?? areaOfNumber(table, caller)
  const urgency = input.urgency ?? table.categories.find(({ id }) => id === category)?.urgency ?? 'normal'
  const rules = { table, zone: deps.zone, duty: understoodDuty({ table, duty }) }
  const route = category === null ? null : chooseRoute(rules, { category, answer, area, line: null, at: now })

  const callerRef = caller === null ? null : newId()
  const wordsRef = words === null ? null : newId()
  const { row, order, changes } = decideOpening(
    {
      category,
      answer,
      area,
      origin: input.registeredBy === null ? 'officer' : 'unit',
      urgency,
      language: table.languages[0] ?? 'zh-CN',
      callerRef,
      callId: null,
      referredTo: null,
      unit: route?.unit ?? null,
      wordsRef,
      follows: followed?.id ?? null,
      why: input.registeredBy === null ? 'opened by an officer' : `handed over by unit ${input.registeredBy}`,
    },
    decision,
  )
  const about = { caseRow: row, duty, statement: 'no' } as const
  const further =
    order === null || urgency !== 'critical'
      ? { issued: [], changes: [] }
      : issueReinforcements(
          { ...about, orders: [order], deadlines: deadlinesAfter([], changes) },
          route?.reinforcements ?? [],
          decision,
        )
  const personal: Change[] = [
    ...(callerRef === null
      ? []
      : [{ put: 'personal', row: { id: callerRef, kind: 'phone', value: caller, at: now } } as const]),
    ...(wordsRef === null
      ? []
      : [{ put: 'personal', row: { id: wordsRef, kind: 'result', value: words, at: now } } as const]),
  ]
  return {
    ok: true as const,
    caseId: row.id,
    orders: [...(order === null ? [] : [order]), ...further.issued],
    changes: [
      ...personal,
      ...changes,
      ...(wordsRef === null ? [] : [decision.line(row.id, 'wordsRecorded', { refs: { result: wordsRef } })]),
      ...(followed === null
        ? []
        : [decision.line(row.id, 'caseFollows', { refs: { case: followed.id }, after: { case: followed.number } })]),
      ...caseNumberToCaller(row, caller, decision),
      ...(order === null ? [] : orderToTeam({ ...about, order }, decision)),
      ...further.changes,
    ],
  }
}

function whatIsUnknown(input: NewCase, table: RoutingTable): Exclude<NewCaseRefusal['reason'], 'noCase'> | null {
  const category = table.categories.find(({ id }) => id === input.category)
  if (input.category !== null && category === undefined) return 'unknownCategory'
  if (input.answer !== null && !category?.question?.answers.some(({ id }) => id === input.answer))
    return 'unknownAnswer'
  if (input.area !== null && !table.areas.some(({ id }) => id === input.area)) return 'unknownArea'
  if (input.registeredBy !== null && !table.units.some(({ id }) => id === input.registeredBy)) return 'unknownUnit'
  return null
}
