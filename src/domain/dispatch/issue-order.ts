import type { CaseRecord } from '../case/case-record.ts'
import { caseStatusOf } from '../case/case-status-of.ts'
import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { setDeadline, settleDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { promisesOf } from '../routing/promises-of.ts'
import type { OrderRecord } from './order-record.ts'

/**
 * Hands a case to a unit. The clock for acceptance starts now, notified or not: a unit whose telephones are dead must not
 * be forgotten. The first order of a case leads (首接责任制).
 * The centre's own clock, to dispatch the case, is settled with it.
 * @param others the case's orders so far.
 * @param as.lead false: it is there to support whoever leads, also where nobody does yet. Left out: the first leads.
 */
export function issueOrder(
  row: CaseRecord,
  unitId: string,
  others: readonly OrderRecord[],
  decision: Decision,
  deadlines: readonly DeadlineRecord[] = [],
  as: { readonly lead?: false } = {},
): { order: OrderRecord; caseRow: CaseRecord; changes: Change[] } {
  const unit = decision.table.units.find((candidate) => candidate.id === unitId)
  if (!unit) throw new Error(`The routing table ${decision.tableVersion} has no unit ${unitId}`)
  const order: OrderRecord = {
    id: decision.newId(),
    caseId: row.id,
    revision: 1,
    unit: unitId,
    code: null,
    lead: as.lead ?? !others.some((other) => other.lead && other.status !== 'withdrawn'),
    status: 'issued',
    issuedAt: decision.now,
    notifiedAt: null,
    acceptedAt: null,
    acceptedBy: null,
    arrivedAt: null,
    situationAt: null,
    situationRef: null,
    completedAt: null,
    fedBackAt: null,
    closedAt: null,
    resultRef: null,
    sentBack: 0,
    skipped: [],
  }
  const caseRow: CaseRecord = { ...row, status: caseStatusOf(row, [...others, order]) }
  return {
    order,
    caseRow,
    changes: [
      { put: 'order', row: order },
      decision.line(row.id, 'orderIssued', {
        refs: { order: order.id },
        after: { unit: unitId, lead: order.lead, status: order.status },
      }),
      ...settleDeadlines(deadlines, ['dispatch'], null, decision.now),
      ...setDeadline(
        row,
        {
          kind: 'accept',
          base: 'issued',
          from: decision.now,
          minutes: promisesOf(unit, row.category, row.urgency).acceptMinutes,
          order,
        },
        decision,
      ),
    ],
  }
}
