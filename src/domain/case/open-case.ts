import type { Change } from '../change.ts'
import { startDispatchClock } from '../clocks/dispatch-clock.ts'
import type { Decision } from '../decision.ts'
import { issueOrder } from '../dispatch/issue-order.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { Urgency } from '../routing/routing-table.ts'
import type { CaseOrigin, CaseRecord } from './case-record.ts'

export type CaseOpening = {
  readonly category: string | null
  readonly answer: string | null
  /** Where it is; left out or null: not known. */
  readonly area?: string | null
  readonly origin: CaseOrigin
  readonly urgency: Urgency
  readonly language: string
  readonly callerRef: string | null
  readonly callId: string | null
  /** Emergency it is handed to at once, `110`; null: none. */
  readonly referredTo: string | null
  /** Unit in charge, which gets the order at once; null: the duty officer decides. */
  readonly unit: string | null
  /** false: no order is owed within a minute, because the call is past or the centre owes something else. Left out: true. */
  readonly dispatchClock?: boolean
  readonly why: string
}

/**
 * Opens a case and, where a unit is in charge, issues its order. Promise to the citizen: from this commit on the matter
 * can't be lost, whatever happens to the call. The number is assigned by the store when the changes are committed.
 */
export function openCase(
  opening: CaseOpening,
  decision: Decision,
): { row: CaseRecord; order: OrderRecord | null; changes: Change[] } {
  const opened: CaseRecord = {
    id: decision.newId(),
    number: null,
    revision: 1,
    category: opening.category,
    answer: opening.answer,
    area: opening.area ?? null,
    origin: opening.origin,
    status: opening.referredTo === null ? 'open' : 'referred',
    urgency: opening.urgency,
    callerRef: opening.callerRef,
    callBackRef: opening.callerRef,
    language: opening.language,
    routingVersion: decision.tableVersion,
    openedAt: decision.now,
    closedAt: null,
    referredTo: opening.referredTo,
    serious: null,
    supervision: null,
  }
  const line = decision.line(opened.id, 'caseOpened', {
    after: {
      category: opened.category,
      answer: opened.answer,
      area: opened.area,
      origin: opened.origin,
      urgency: opened.urgency,
      referredTo: opened.referredTo,
    },
    refs: opening.callId === null ? {} : { call: opening.callId },
    why: opening.why,
  })
  if (opening.unit === null) {
    const clock =
      opening.dispatchClock !== false && isToBeDispatched(opened)
        ? startDispatchClock(opened, { base: 'opened', from: opened.openedAt }, decision)
        : []
    return { row: opened, order: null, changes: [{ put: 'case', row: opened }, line, ...clock] }
  }
  const { order, caseRow, changes } = issueOrder(opened, opening.unit, [], decision)
  return { row: caseRow, order, changes: [{ put: 'case', row: caseRow }, line, ...changes] }
}

/** The duty officer owes an order, or his decision; whoever was abandoned or referred has a clock of another kind. */
const isToBeDispatched = ({ origin, referredTo }: CaseRecord): boolean => referredTo === null && origin !== 'abandoned'
