/**
 * Promise to those who work on the spot: who needs more hands asks once and gets the second and the third unit by the route, and the
 * record says who asked and why. The leading one goes on leading.
 */
import type { CaseRecord } from '../case/case-record.ts'
import { isOver } from '../case/close-without-orders.ts'
import type { Actor } from '../case/timeline-line.ts'
import type { Decision } from '../decision.ts'
import { furtherUnits } from './further-units.ts'
import { type CaseToReinforce, issueReinforcements } from './issue-reinforcements.ts'
import { hasKind, markLines, type SeriousDone, withKind } from './mark-serious.ts'
import type { OrderRecord, OrderStatus } from './order-record.ts'

export type ReinforcementRequest = {
  readonly by: Actor
  /** Order whose unit asks; null: an officer does. */
  readonly orderId: string | null
  /** Reference to the personal row that says why; null: nobody said. */
  readonly wordsRef: string | null
}

export type ReinforcementRefusal =
  | { readonly ok: false; readonly reason: 'caseOver' | 'noFurtherUnits' }
  /** Each of them has or had an order on this case: which, and how it stands. */
  | {
      readonly ok: false
      readonly reason: 'allOrdered'
      readonly units: readonly { readonly unit: string; readonly status: OrderStatus }[]
    }

/**
 * Issues orders to the further units of the case's route, and to those that the table calls in where reinforcement is
 * asked for, as far as they have had none. The case is serious from then on where the table says so (`onReinforcement`).
 */
export function askReinforcement(
  subject: CaseToReinforce,
  request: ReinforcementRequest,
  decision: Decision,
): ReinforcementRefusal | SeriousDone {
  const { caseRow, orders } = subject
  if (isOver(caseRow)) return { ok: false, reason: 'caseOver' }
  const kind = decision.table.seriousKinds.find(({ onReinforcement }) => onReinforcement) ?? null
  const units = [...new Set([...furtherUnits(caseRow, decision), ...(kind?.units ?? [])])]
  if (units.length === 0) return { ok: false, reason: 'noFurtherUnits' }
  const free = units.filter((unit) => !orders.some((order) => order.unit === unit))
  if (free.length === 0) {
    return {
      ok: false,
      reason: 'allOrdered',
      units: units.map((unit) => ({ unit, status: lastOf(orders, unit).status })),
    }
  }
  const isNew = kind !== null && !hasKind(caseRow, kind)
  const row: CaseRecord = isNew ? withKind(caseRow, kind, request.by, decision) : caseRow
  const further = issueReinforcements(
    { ...subject, caseRow: { ...row, revision: caseRow.revision + 1 } },
    free,
    decision,
  )
  const { orderId, wordsRef } = request
  const line = decision.line(caseRow.id, 'reinforcementAsked', {
    actor: request.by,
    refs: {
      ...(orderId === null ? {} : { order: orderId }),
      ...(wordsRef === null ? {} : { result: wordsRef }),
    },
    after: { units: further.issued.map(({ unit }) => unit) },
  })
  const mark = isNew
    ? markLines(
        { ...subject, caseRow: further.caseRow },
        // Why is in the line before.
        { was: caseRow, kind, report: { kind: kind.id, by: request.by, orderId, wordsRef: null } },
        further.issued,
        decision,
      )
    : []
  return {
    ok: true,
    issued: further.issued,
    caseRow: further.caseRow,
    changes: [{ put: 'case', row: further.caseRow }, line, ...mark, ...further.changes],
  }
}

const lastOf = (orders: readonly OrderRecord[], unit: string): OrderRecord =>
  orders.findLast((order) => order.unit === unit) as OrderRecord
