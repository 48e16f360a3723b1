import type { Role } from '../../domain/access/role.ts'
import type { CaseRecord } from '../../domain/case/case-record.ts'
import { isOver } from '../../domain/case/close-without-orders.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import { isLeadSought } from '../../domain/clocks/dispatch-clock.ts'
import { type ExplanationLanguage, explainDeadline, type NameOf } from '../../domain/clocks/explain-deadline.ts'
import { possibleSteps } from '../../domain/dispatch/advance-order.ts'
import type { OrderRecord, OrderReturn } from '../../domain/dispatch/order-record.ts'
import { possibleFor } from '../../domain/dispatch/possible-moves.ts'
import { responsibleOrder } from '../../domain/dispatch/succession.ts'
import type { LoadedCase } from './load-case.ts'
import type { Personal } from './read-personal.ts'

/** Who looks, and in which language. */
export type Looker = {
  readonly role: Role
  readonly language: ExplanationLanguage
}

/** An order as somebody outside sees it. */
export const viewOrder = (order: OrderRecord, names: NameOf, personal: Personal) => {
  const { caseId: _case, revision: _revision, resultRef, situationRef, returned, ...shown } = order
  return {
    ...shown,
    unitName: names('unit', order.unit),
    designatedName: order.designated === null ? null : names('designation', order.designated),
    returned: returned === null ? null : viewReturn(returned, names, personal),
    sentBack: order.sentBack ?? 0,
    result: personal.words(resultRef),
    situation: personal.words(situationRef),
    possible: possibleSteps(order),
    possibleFor: possibleFor(order),
  }
}
const viewReturn = ({ wordsRef, ...shown }: OrderReturn, names: NameOf, personal: Personal) => ({
  ...shown,
  reasonName: names('returnReason', shown.reason),
  words: personal.words(wordsRef),
})
export type OrderView = ReturnType<typeof viewOrder>

/** What happens next while it stays unmet, and when; null: nothing. */
const viewNextStep = ({ nextStepAt, ladder, stepsDone }: DeadlineRecord) => {
  const step = ladder[stepsDone]
  return nextStepAt === null || step === undefined ? null : { at: nextStepAt, by: step.by, to: step.to }
}

/** A deadline with the sum that explains it. */
export const viewDeadline = (deadline: DeadlineRecord, names: NameOf, zone: string, language: ExplanationLanguage) => ({
  id: deadline.id,
  orderId: deadline.orderId,
  kind: deadline.kind,
  due: deadline.due,
  status: deadline.status,
  settledAt: deadline.settledAt,
  acknowledgedBy: deadline.acknowledgedBy,
  stepsDone: deadline.stepsDone,
  nextStep: viewNextStep(deadline),
  explanation: explainDeadline(deadline, names, zone, language),
})
export type DeadlineView = ReturnType<typeof viewDeadline>

/** A case with its orders and deadlines, as somebody outside sees it. References to personal rows are resolved or left out. */
export function viewOfCase(
  { caseRow, orders, deadlines }: LoadedCase,
  seen: {
    readonly names: NameOf
    readonly personal: Personal
    readonly zone: string
    readonly language: ExplanationLanguage
  },
) {
  const { revision: _revision, callerRef, callBackRef, ...shown } = caseRow
  const responsible = responsibleOrder(orders, isLeadSought(deadlines))
  return {
    ...shown,
    categoryName: caseRow.category === null ? null : seen.names('category', caseRow.category),
    areaName: caseRow.area === null ? null : seen.names('area', caseRow.area),
    serious: (caseRow.serious ?? []).map((mark) => ({ ...mark, name: seen.names('seriousKind', mark.kind) })),
    // It ends with the case, however that ended.
    supervision: isOver(caseRow) ? null : viewSupervision(caseRow.supervision, seen.names),
    caller: seen.personal.number(callerRef),
    callBack: seen.personal.number(callBackRef),
    responsible:
      responsible === null
        ? null
        : { orderId: responsible.id, unit: responsible.unit, unitName: seen.names('unit', responsible.unit) },
    orders: orders.map((order) => viewOrder(order, seen.names, seen.personal)),
    deadlines: deadlines.map((deadline) => viewDeadline(deadline, seen.names, seen.zone, seen.language)),
  }
}
const viewSupervision = (supervision: CaseRecord['supervision'], names: NameOf) =>
  supervision && { ...supervision, name: names('supervisionClass', supervision.class) }
export type CaseView = ReturnType<typeof viewOfCase>

/** References to personal rows that a case's view needs. */
export const personalRefs = (row: CaseRecord, orders: readonly OrderRecord[]): readonly (string | null)[] => [
  row.callerRef,
  row.callBackRef,
  ...orders.flatMap((order) => [order.resultRef, order.situationRef, order.returned?.wordsRef ?? null]),
]
